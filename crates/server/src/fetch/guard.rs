//! Which addresses lead to this machine or into its own network, however they are written.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address may be connected to.
pub(super) fn allows(ip: IpAddr, inside: bool) -> bool {
    !is_never(ip) && (inside || !is_inside(ip))
}

/// Nobody, everybody, and the link: the last is where clouds hand out their machines' own keys.
fn is_never(ip: IpAddr) -> bool {
    match plain(ip) {
        IpAddr::V4(ip) => ip.is_unspecified() || ip.is_multicast() || ip.is_broadcast() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_unspecified() || ip.is_multicast() || ip.is_unicast_link_local(),
    }
}

/// Whether an address leads to this machine, into a network of its own, or nowhere in the world.
pub fn is_inside(ip: IpAddr) -> bool {
    match plain(ip) {
        IpAddr::V4(ip) => is_inside_v4(ip),
        IpAddr::V6(ip) => is_inside_v6(ip),
    }
}

/// An IPv4 address written as IPv6 leads where the IPv4 address does.
fn plain(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V6(ip) => ip.to_ipv4_mapped().map_or(IpAddr::V6(ip), IpAddr::V4),
        IpAddr::V4(_) => ip,
    }
}

/// IANA's special-purpose IPv4 addresses, all that are not reached from everywhere.
fn is_inside_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    match (a, b, c) {
        // This network, private use, loopback; multicast, reserved, broadcast.
        (0 | 10 | 127 | 224.., _, _) => true,
        // Between a provider and its customers.
        (100, 64..=127, _) => true,
        // The link.
        (169, 254, _) => true,
        // Private use.
        (172, 16..=31, _) | (192, 168, _) => true,
        // Protocol assignments, documentation, relays to IPv6.
        (192, 0, 0 | 2) | (192, 88, 99) => true,
        // Benchmarks.
        (198, 18 | 19, _) => true,
        // Documentation.
        (198, 51, 100) | (203, 0, 113) => true,
        _ => false,
    }
}

/// Only global unicast is outside, and of that nothing that holds an inside IPv4 address.
fn is_inside_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = ip.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_inside_v4(Ipv4Addr::new(a, b, c, d))
    };
    match (a, b) {
        // NAT64: the way to IPv4 where there is only IPv6.
        (0x64, 0xff9b) => [c, d, e, f] != [0; 4] || v4(g, h),
        // Teredo names its server, and its client the other way round.
        (0x2001, 0) => v4(c, d) || v4(!g, !h),
        // Other protocol assignments; documentation.
        (0x2001, 1..=0x1ff | 0xdb8) | (0x3fff, 0..=0xfff) => true,
        // 6to4.
        (0x2002, _) => v4(b, c),
        // Everything else that is not global unicast: loopback, unspecified, IPv4-compatible, unique local, link …
        _ => a & 0xe000 != 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_is_known_in_every_spelling() {
        for inside in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::8.8.8.8",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::127.0.0.1",
            "64:ff9b::a00:1",
            "64:ff9b:0:0:1::8.8.8.8",
            "64:ff9b:1::8.8.8.8",
            "100::1",
            "2001::1",
            "2001:0:7f00:1::",
            "2001:0:808:808::80ff:fffe",
            "2001:2::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:c0a8:1::1",
            "3fff::1",
            "3fff:fff::1",
            "5f00::1",
            "fc00::1",
            "fdff::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "ff0e::1",
        ] {
            assert!(is_inside(inside.parse().unwrap()), "{inside}");
        }
    }

    #[test]
    fn what_is_outside_is_let_through() {
        for outside in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "192.167.0.1",
            "192.169.0.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
            "2001:0:808:808::f7f7:f7f7",
            "2001:200::1",
            "2002:808:808::1",
            "2606:4700::1111",
            "2a00:1450::1",
            "3ffe::1",
        ] {
            assert!(!is_inside(outside.parse().unwrap()), "{outside}");
            assert!(allows(outside.parse().unwrap(), false), "{outside}");
        }
    }

    #[test]
    fn an_operator_may_allow_the_own_network_but_never_the_link() {
        for ip in ["127.0.0.1", "10.0.0.1", "192.168.1.1", "fd00::1", "::1", "::ffff:10.0.0.1"] {
            assert!(allows(ip.parse().unwrap(), true) && !allows(ip.parse().unwrap(), false), "{ip}");
        }
        for ip in
            ["169.254.169.254", "::ffff:169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1", "ff02::1"]
        {
            assert!(!allows(ip.parse().unwrap(), true), "{ip}");
        }
    }
}
