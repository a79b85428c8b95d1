//! Settings of WebVTT cues and regions (sections 6.2 and 6.3 of the specification).

use super::webvtt::{Region, is_space};

/// How a cue is shown; `None` is the specification's `auto`.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the specification's own names")]
pub struct Settings {
    /// Index of the region.
    pub region: Option<usize>,
    /// Empty, `rl` or `lr`.
    pub vertical: &'static str,
    pub line: Option<f64>,
    pub snap_to_lines: bool,
    pub line_align: &'static str,
    /// Percent.
    pub position: Option<f64>,
    pub position_align: &'static str,
    /// Percent.
    pub size: f64,
    pub align: &'static str,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            region: None,
            vertical: "",
            line: None,
            snap_to_lines: true,
            line_align: "start",
            position: None,
            position_align: "auto",
            size: 100.0,
            align: "center",
        }
    }
}

/// The settings after a cue's times.
pub(super) fn parse_settings(text: &str, regions: &[Region]) -> Settings {
    let mut settings = Settings::default();
    for (name, value) in pairs(text) {
        // A setting that cannot be read is passed over.
        let _read: Option<()> = match name {
            "region" => {
                settings.region = regions.iter().rposition(|region| region.id == value);
                Some(())
            }
            "vertical" => one_of(value, &["rl", "lr"]).map(|vertical| settings.vertical = vertical),
            "line" => line(value, &mut settings),
            "position" => position(value, &mut settings),
            "size" => percentage(value).map(|size| settings.size = size),
            "align" => one_of(value, &["start", "center", "end", "left", "right"]).map(|align| settings.align = align),
            _ => None,
        };
    }
    let moved = settings.line.is_some() || settings.size != 100.0 || !settings.vertical.is_empty();
    if moved {
        settings.region = None;
    }
    settings
}

/// The `name:value` pairs of a text; a colon at either end makes none.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(is_space)
        .filter_map(|setting| setting.split_once(':'))
        .filter(|(name, value)| !name.is_empty() && !value.is_empty())
}

fn one_of(value: &str, words: &[&'static str]) -> Option<&'static str> {
    words.iter().find(|word| **word == value).copied()
}

fn line(value: &str, settings: &mut Settings) -> Option<()> {
    let (number, align) = value.split_once(',').map_or((value, None), |(number, align)| (number, Some(align)));
    if !number.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let snap = !number.ends_with('%');
    let number = if snap { line_number(number)? } else { percentage(number)? };
    let align = match align {
        Some(align) => Some(one_of(align, &["start", "center", "end"])?),
        None => None,
    };
    settings.line = Some(number);
    settings.snap_to_lines = snap;
    settings.line_align = align.unwrap_or(settings.line_align);
    Some(())
}

fn line_number(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    decimal(unsigned)?;
    text.parse::<f64>().ok().filter(|value| value.is_finite())
}

fn position(value: &str, settings: &mut Settings) -> Option<()> {
    let (number, align) = value.split_once(',').map_or((value, None), |(number, align)| (number, Some(align)));
    let number = percentage(number)?;
    let align = match align {
        Some(align) => Some(one_of(align, &["line-left", "center", "line-right"])?),
        None => None,
    };
    settings.position = Some(number);
    settings.position_align = align.unwrap_or(settings.position_align);
    Some(())
}

/// Digits, with a fraction or without.
fn decimal(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(fraction)).then(|| text.parse().ok()).flatten()
}

/// A percentage from 0 to 100.
fn percentage(text: &str) -> Option<f64> {
    decimal(text.strip_suffix('%')?).filter(|value| (0.0..=100.0).contains(value))
}

/// The settings of a region.
pub(super) fn parse_region(text: &str) -> Region {
    let mut region = Region {
        id: String::new(),
        width: 100.0,
        lines: 3.0,
        anchor: [0.0, 100.0],
        viewport_anchor: [0.0, 100.0],
        scroll_up: false,
    };
    for (name, value) in pairs(text) {
        let _read: Option<()> = match name {
            "id" => (!value.contains("-->")).then(|| region.id = value.to_owned()),
            "width" => percentage(value).map(|width| region.width = width),
            "lines" => {
                value.bytes().all(|b| b.is_ascii_digit()).then(|| region.lines = value.parse().unwrap_or(region.lines))
            }
            "regionanchor" => anchor(value).map(|anchor| region.anchor = anchor),
            "viewportanchor" => anchor(value).map(|anchor| region.viewport_anchor = anchor),
            "scroll" => (value == "up").then(|| region.scroll_up = true),
            _ => None,
        };
    }
    region
}

fn anchor(value: &str) -> Option<[f64; 2]> {
    let (left, top) = value.split_once(',')?;
    Some([percentage(left)?, percentage(top)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_settings_are_passed_over() {
        let settings = parse_settings(" line:5,end position:101% size:x% align:left vertical: :lr line:1.2.3 ", &[]);
        assert_eq!(settings, Settings { line: Some(5.0), line_align: "end", align: "left", ..Settings::default() });
    }

    #[test]
    fn a_cue_that_is_placed_leaves_its_region() {
        let regions = [parse_region("id:a lines:2"), parse_region("id:a lines:4 regionanchor:10%,20%")];
        assert_eq!(parse_settings("region:a", &regions).region, Some(1));
        assert_eq!(parse_settings("region:a line:1", &regions).region, None);
        assert_eq!(regions[1].anchor, [10.0, 20.0]);
    }
}
