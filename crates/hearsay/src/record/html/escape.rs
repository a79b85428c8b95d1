//! Text made safe inside elements and quoted attributes.

/// The text with the five characters of markup replaced, and control characters, which HTML does not allow, by U+FFFD.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(character),
            control if control.is_control() => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_markup_is_left() {
        assert_eq!(escape("<a href='x' on=\"y\">&\0"), "&lt;a href=&#39;x&#39; on=&quot;y&quot;&gt;&amp;\u{fffd}");
    }
}
