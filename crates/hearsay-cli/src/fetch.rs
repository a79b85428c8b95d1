//! One page of the web, with the guards that a program needs that is handed strangers' addresses.
//!
//! A name is resolved once; every address that it resolves to is checked, and the connection is made to the checked
//! addresses and no others, so that a name server that answers differently the second time (DNS rebinding) gains nothing. Each
//! redirect goes the same way. Proxies are not used: behind one, nobody could check where a page comes from.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error, ResponseExt};

use crate::input::Loaded;

/// The largest page, in bytes; unpacked.
const LARGEST: u64 = 32 << 20;
/// How long the whole takes at most, redirects and all.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(15);
/// How many redirects are followed.
const REDIRECTS: u32 = 8;

/// What may be reached.
#[derive(Clone, Copy, Debug, Default)]
pub struct Network {
    /// Nothing.
    pub offline: bool,
    /// Also this machine and private networks.
    pub allow_private: bool,
}

/// The page at `address`; the error is a reason for the user.
pub fn fetch(address: &str, network: Network) -> Result<Loaded, String> {
    if network.offline {
        return Err("an address, and --offline forbids the network".to_owned());
    }
    let mut response = agent(network).get(address).call().map_err(|error| reason(&error))?;
    let landed = response.get_uri().to_string();
    let media_type = response.headers().get("content-type").and_then(|value| value.to_str().ok()).map(str::to_owned);
    if let Some(media_type) = media_type.as_deref().filter(|media_type| !is_text(media_type)) {
        return Err(format!("the server sends {media_type}, which is no text that hearsay reads"));
    }
    let body = response.body_mut().with_config().limit(LARGEST).read_to_vec();
    let bytes = body.map_err(|error| reason(&error))?;
    Ok(Loaded { bytes, media_type, address: Some(landed) })
}

fn agent(network: Network) -> Agent {
    let config = Agent::config_builder()
        .proxy(None)
        .max_redirects(REDIRECTS)
        .timeout_global(Some(PATIENCE))
        .timeout_connect(Some(CONNECT))
        .user_agent(concat!("hearsay/", env!("CARGO_PKG_VERSION")))
        .accept("text/html, text/*, application/pdf, */*;q=0.5")
        .build();
    Agent::with_parts(config, DefaultConnector::default(), Guard { network, inner: DefaultResolver::default() })
}

/// Resolves names and lets only addresses through that may be reached.
#[derive(Debug)]
struct Guard {
    network: Network,
    inner: DefaultResolver,
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let barred = found.iter().find(|found| !self.network.allow_private && !is_public(found.ip()));
        match barred {
            None => Ok(found),
            Some(barred) => {
                let host = uri.host().unwrap_or("");
                let message =
                    format!("{host} leads to {}, which is not public; --allow-private permits it", barred.ip());
                Err(Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, message)))
            }
        }
    }
}

/// Whether an address belongs to the public internet (IANA's registries of special-purpose addresses, RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let shared = a == 100 && (64..128).contains(&b); // RFC 6598, carrier-grade NAT
    let protocols = (a, b, c) == (192, 0, 0) || (a, b, c) == (192, 88, 99); // RFC 6890, 6to4 relays
    let benchmark = a == 198 && (18..20).contains(&b); // RFC 2544
    !(a == 0
        || a >= 240
        || shared
        || protocols
        || benchmark
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_broadcast()
        || address.is_documentation())
}

/// Only 2000::/3 is given out to the public; parts of it carry IPv4 addresses or are set apart.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, ..] = address.segments();
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match (a, b) {
        (0x64, 0xFF9B) if (c, d) == (0, 0) => {
            let [.., high, low] = address.segments();
            is_public_v4(v4(high, low)) // NAT64, RFC 6052
        }
        (0x2002, _) => is_public_v4(v4(b, c)), // 6to4
        (0x2001, 0..=0x1FF) => false,          // protocols, Teredo, benchmarks (RFC 2928)
        (0x2001, 0xDB8) => false,              // documentation
        (0x3FFF, 0..=0xFFF) => false,          // documentation
        _ => a & 0xE000 == 0x2000,
    }
}

/// Whether a server's media type may be text; what a server does not know (octet-stream) is looked at.
fn is_text(media_type: &str) -> bool {
    let kind = media_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let barred = ["image/", "audio/", "video/", "font/", "multipart/"].iter().any(|start| kind.starts_with(start));
    !barred && !matches!(kind.as_str(), "application/zip" | "application/javascript" | "text/css" | "text/javascript")
}

/// What went wrong, in a line.
fn reason(error: &Error) -> String {
    match error {
        Error::StatusCode(404 | 410) => "the server has no such page".to_owned(),
        Error::StatusCode(code @ (401 | 402 | 403 | 451)) => format!("the server refuses the page (status {code})"),
        Error::StatusCode(429) => "the server asks for fewer requests (status 429); try again later".to_owned(),
        Error::StatusCode(code) => format!("the server answers with status {code}"),
        Error::BodyExceedsLimit(limit) => format!("the page is larger than {} MiB", limit >> 20),
        Error::HostNotFound => "no such host".to_owned(),
        Error::Timeout(_) => "the server does not answer in time".to_owned(),
        Error::TooManyRedirects => format!("more than {REDIRECTS} redirects"),
        Error::Io(error) => crate::output::reason(error),
        other => other.to_string().to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_not_public_are_known() {
        let barred = [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.1",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "100::1",
            "5f00::1",
        ];
        for address in barred {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "1.1.1.1",
            "93.184.216.34",
            "100.128.0.1",
            "172.32.0.1",
            "2606:4700::1111",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn pictures_are_no_text() {
        assert!(
            is_text("text/html; charset=utf-8") && is_text("application/pdf") && is_text("application/octet-stream")
        );
        assert!(!is_text("image/png") && !is_text("video/mp4") && !is_text("text/css"));
    }
}
