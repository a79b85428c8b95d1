//! Addresses are one token: web and e-mail addresses, `@handles`, `#tags`, and outlets named by their domain.

use super::character;

/// Longest local part and longest domain of an e-mail address (RFC 5321, section 4.5.3.1), so that looking stays short.
const LONGEST_LOCAL: usize = 64;
const LONGEST_DOMAIN: usize = 255;

/// Endings that make `name.ending` an address even where no scheme stands before it.
const DOMAINS: [&str; 14] =
    ["com", "org", "net", "gov", "edu", "co", "uk", "tv", "info", "mil", "eu", "news", "co.uk", "gov.uk"];

/// The end of the address that starts at `start`, if one does.
pub(super) fn end(text: &str, start: usize) -> Option<usize> {
    if character::before(text, start).is_some_and(super::is_word) {
        return None;
    }
    let rest = &text[start..];
    match rest.as_bytes().first()? {
        b'@' | b'#' => handle(rest),
        b'h' | b'H' | b'w' | b'W' | b'f' | b'F' => web(rest).or_else(|| mail(rest)),
        byte if byte.is_ascii_alphanumeric() => mail(rest),
        _ => None,
    }
    .map(|length| start + length)
}

/// The end of `.com` and the like behind the word that ends at `end`, if a domain stands there.
pub(super) fn domain_end(text: &str, end: usize) -> Option<usize> {
    let rest = text.get(end..)?.strip_prefix('.')?;
    let length = rest.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'.').take(8).count();
    let ending = rest[..length].trim_end_matches('.');
    let closed = !rest[ending.len()..].chars().next().is_some_and(super::is_word);
    (closed && DOMAINS.contains(&ending)).then_some(end + 1 + ending.len())
}

fn web(rest: &str) -> Option<usize> {
    let prefix = ["https://", "http://", "ftp://", "www."].into_iter().find(|prefix| starts_with(rest, prefix))?;
    let stop = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '<' | '>' | '«' | '»' | '‘' | '’');
    let length = rest.find(stop).unwrap_or(rest.len());
    let address = rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '…', '*']);
    (address.len() > prefix.len()).then_some(address.len())
}

fn starts_with(rest: &str, prefix: &str) -> bool {
    rest.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn mail(rest: &str) -> Option<usize> {
    let of_local = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-');
    let local = rest.bytes().take(LONGEST_LOCAL + 1).take_while(of_local).count();
    let domain = rest.get(local..)?.strip_prefix('@')?;
    let of_domain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let length = domain.bytes().take(LONGEST_DOMAIN).take_while(of_domain).count();
    let domain = domain[..length].trim_end_matches(['.', '-']);
    domain.contains('.').then_some(local + 1 + domain.len())
}

fn handle(rest: &str) -> Option<usize> {
    let name = rest[1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    (name > 0).then_some(1 + name)
}
