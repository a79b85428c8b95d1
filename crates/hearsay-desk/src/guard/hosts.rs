//! The names that this desk is asked for by. A page of another site whose name is made to lead here (DNS rebinding) asks for its own name,
//! and is refused; so is a form that comes from any other page.

use std::net::{IpAddr, SocketAddr};

/// Names and port of this desk.
pub(crate) struct Hosts {
    bind: IpAddr,
    port: u16,
    /// In small letters.
    names: Vec<String>,
}

impl Hosts {
    pub fn new(bind: IpAddr, port: u16, names: &[String]) -> Self {
        Self { bind, port, names: names.iter().map(|name| name.to_ascii_lowercase()).collect() }
    }

    /// The address to open in a browser.
    pub fn address(&self) -> String {
        let host = if self.bind.is_unspecified() { "localhost".to_owned() } else { bracketed(self.bind) };
        format!("http://{host}:{}/", self.port)
    }

    /// Whether a `Host` is this desk. A name that the user gave may have any port: a proxy may stand before it.
    pub fn has(&self, host: &str) -> bool {
        let (name, port) = split(host);
        let name = name.to_ascii_lowercase();
        if self.names.contains(&name) {
            return true;
        }
        port == Some(self.port) && self.is_own(&name)
    }

    /// Whether an `Origin` is this desk.
    pub fn is_origin(&self, origin: &str) -> bool {
        let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        host.is_some_and(|host| self.has(host))
    }

    /// `localhost`, or an address that this machine may have: no name server has a say in either.
    fn is_own(&self, name: &str) -> bool {
        let address: Option<IpAddr> = name.trim_start_matches('[').trim_end_matches(']').parse().ok();
        match address {
            None => name == "localhost",
            Some(address) if self.bind.is_loopback() => address.is_loopback(),
            Some(address) => self.bind.is_unspecified() || address == self.bind || address.is_loopback(),
        }
    }
}

fn bracketed(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

/// Name and port; port 80 is left unsaid.
fn split(host: &str) -> (&str, Option<u16>) {
    if let Ok(address) = host.parse::<SocketAddr>() {
        return (host.rsplit_once(':').map_or(host, |(name, _)| name), Some(address.port()));
    }
    match host.rsplit_once(':') {
        Some((name, port)) if !name.contains(':') || name.ends_with(']') => (name, port.parse().ok()),
        _ => (host, Some(80)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(bind: &str) -> Hosts {
        Hosts::new(bind.parse().unwrap(), 4000, &["desk.example.org".to_owned()])
    }

    #[test]
    fn a_desk_on_loopback_is_asked_for_by_loopback_only() {
        let desk = hosts("127.0.0.1");
        for host in [
            "127.0.0.1:4000",
            "localhost:4000",
            "LOCALHOST:4000",
            "[::1]:4000",
            "desk.example.org",
            "desk.example.org:443",
        ] {
            assert!(desk.has(host), "{host}");
        }
        for host in [
            "evil.example:4000",
            "127.0.0.1",
            "127.0.0.1:4001",
            "localhost",
            "192.168.1.4:4000",
            "127.0.0.1.evil.example:4000",
            "localhost.evil.example:4000",
            "",
            ":4000",
            "[::1",
        ] {
            assert!(!desk.has(host), "{host}");
        }
    }

    #[test]
    fn a_desk_for_others_is_asked_for_by_an_address_but_by_no_foreign_name() {
        assert!(hosts("0.0.0.0").has("192.168.1.4:4000") && hosts("192.168.1.4").has("192.168.1.4:4000"));
        assert!(!hosts("192.168.1.4").has("192.168.1.5:4000") && !hosts("0.0.0.0").has("evil.example:4000"));
    }

    #[test]
    fn an_origin_is_a_scheme_and_a_host() {
        let desk = hosts("127.0.0.1");
        assert!(desk.is_origin("http://127.0.0.1:4000"));
        for origin in ["null", "http://evil.example", "http://127.0.0.1:8080", "127.0.0.1:4000", "file://"] {
            assert!(!desk.is_origin(origin), "{origin}");
        }
    }
}
