//! Settings: from the command line, else the environment, else a settings file, else a sensible default.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;

/// The settings of a server. Each can stand on the command line, in the environment or in the settings file.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where the data lies; made if it is not there
    #[arg(long, env = "TOWARD_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// A PostgreSQL database to keep the data in, like postgres://toward@host/toward; several hosts with commas
    #[arg(long, env = "TOWARD_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
    /// The address and port to listen on; off loopback only with --behind-proxy
    #[arg(long, env = "TOWARD_LISTEN", value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// The address people use, like https://toward.example; for links and letters
    #[arg(long, env = "TOWARD_URL", value_name = "URL")]
    pub url: Option<String>,
    /// Where the secrets lie; never inside the data directory
    #[arg(long, env = "TOWARD_SECRETS", value_name = "FILE")]
    pub secrets: Option<PathBuf>,
    /// A proxy that speaks TLS stands in front and only it can reach this port
    #[arg(long, env = "TOWARD_BEHIND_PROXY")]
    #[serde(rename = "behind-proxy")]
    pub behind_proxy: bool,
    /// Calendars may be fetched from the network this machine stands in
    #[arg(long, env = "TOWARD_FETCH_INSIDE")]
    #[serde(rename = "fetch-inside")]
    pub fetch_inside: bool,
    /// People's own devices may ask for what is sealed (`toward device`)
    #[arg(long, env = "TOWARD_DEVICES")]
    pub devices: bool,
    /// Where *Leave this page* goes
    #[arg(long, env = "TOWARD_EXIT", value_name = "URL")]
    pub exit: Option<String>,
    /// A settings file (TOML); toward.toml in the data directory is read by itself
    #[arg(long, env = "TOWARD_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
}

/// The settings, complete.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the data lies.
    pub data: PathBuf,
    /// The address of the PostgreSQL database that holds the data instead; it may hold a password.
    pub database: Option<String>,
    /// The address to listen on.
    pub listen: SocketAddr,
    /// The address people use, without a slash at the end; fixed once the port is known.
    pub url: Option<String>,
    /// Where the secrets lie.
    pub secrets: PathBuf,
    /// TLS is spoken in front of us.
    pub behind_proxy: bool,
    /// Calendars may be fetched from the network this machine stands in.
    pub fetch_inside: bool,
    /// People's own devices may ask for what is sealed.
    pub devices: bool,
    /// Where *Leave this page* goes.
    pub exit: String,
    /// A throw-away instance.
    pub demo: bool,
}

/// Where *Leave this page* goes unless set otherwise: a page nobody wonders about.
pub(crate) const NEUTRAL: &str = "https://en.wikipedia.org/wiki/Special:Random";

impl Settings {
    /// Completes the settings; the message says what to do.
    pub fn complete(self) -> Result<Config, String> {
        let at = self.data.clone().unwrap_or_else(|| PathBuf::from("data"));
        let from_file = read_file(self.config.as_deref(), &at)?;
        let data = self.data.or(from_file.data).unwrap_or(at);
        let database = self.database.or(from_file.database);
        let listen = self.listen.or(from_file.listen);
        let listen = listen.unwrap_or_else(|| SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080));
        let behind_proxy = self.behind_proxy || from_file.behind_proxy;
        let fetch_inside = self.fetch_inside || from_file.fetch_inside;
        let devices = self.devices || from_file.devices;
        let url = self.url.or(from_file.url).map(|url| url.trim_end_matches('/').to_owned());
        if !listen.ip().is_loopback() && !behind_proxy {
            return Err(format!(
                "{listen} can be reached by others, and passphrases must not travel in the open; listen on 127.0.0.1, \
                 or put a proxy that speaks TLS in front and say --behind-proxy"
            ));
        }
        if behind_proxy && !url.as_deref().is_some_and(|url| url.starts_with("https://")) {
            return Err("behind a proxy, --url must say the https:// address people use".to_owned());
        }
        if url.as_deref().is_some_and(|url| !url.starts_with("https://") && !is_loopback(url)) {
            return Err("--url must begin with https://, or sign-ins could be read on the way".to_owned());
        }
        let secrets = self.secrets.or(from_file.secrets).unwrap_or_else(|| crate::secrets::beside(&data));
        if absolute(&secrets).starts_with(absolute(&data)) {
            return Err(
                "the secrets must not lie inside the data directory; choose another --secrets".to_owned()
            );
        }
        let exit = self.exit.or(from_file.exit).unwrap_or_else(|| NEUTRAL.to_owned());
        Ok(Config {
            data,
            database,
            listen,
            url,
            secrets,
            behind_proxy,
            fetch_inside,
            devices,
            exit,
            demo: false,
        })
    }
}

/// Whether an address leads to this very machine, where plain HTTP is as good.
fn is_loopback(url: &str) -> bool {
    let host = url.strip_prefix("http://").unwrap_or_default();
    let name = if host.starts_with('[') { host.split_inclusive(']').next() } else { host.split(':').next() };
    let ip = name.unwrap_or_default().trim_matches(['[', ']']);
    ip == "localhost" || ip.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn read_file(named: Option<&Path>, data: &Path) -> Result<Settings, String> {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    let path = named.map_or_else(|| data.join("toward.toml"), Path::to_owned);
    match std::fs::read_to_string(&path) {
        Ok(text) => toml::from_str(&text).map_err(|error| format!("{}: {}", path.display(), error.message())),
        // A directory that is not there, or cannot be, is told by whoever makes it.
        Err(error) if named.is_none() && matches!(error.kind(), NotFound | NotADirectory) => {
            Ok(Settings::default())
        }
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_set_means_loopback() {
        let dir = tempfile::tempdir().unwrap();
        let config = Settings { data: Some(dir.path().join("d")), ..Settings::default() }.complete().unwrap();
        assert!(config.listen.ip().is_loopback());
        assert_eq!(config.secrets, dir.path().join("d.secrets"));
    }

    #[test]
    fn off_loopback_needs_a_proxy_and_its_address() {
        let open = Settings { listen: Some("0.0.0.0:80".parse().unwrap()), ..Settings::default() };
        assert!(open.clone().complete().unwrap_err().contains("--behind-proxy"));
        let proxied = Settings { behind_proxy: true, ..open };
        assert!(proxied.clone().complete().unwrap_err().contains("--url"));
        assert!(Settings { url: Some("https://a.example/".into()), ..proxied }.complete().is_ok());
    }

    #[test]
    fn plain_http_never_leaves_the_machine() {
        let with = |url: &str| Settings { url: Some(url.into()), ..Settings::default() }.complete();
        for url in
            ["http://127.0.0.1:8080", "http://localhost:8080/", "http://[::1]:8080", "https://a.example"]
        {
            assert!(with(url).is_ok(), "{url}");
        }
        for url in
            ["http://a.example", "http://127.0.0.1.a.example", "http://localhost.example:80", "a.example"]
        {
            assert!(with(url).is_err(), "{url}");
        }
    }

    #[test]
    fn secrets_never_lie_inside_the_data_directory_however_it_is_written() {
        let with = |data: &str, secrets: &str| {
            let (data, secrets) = (Some(data.into()), Some(secrets.into()));
            Settings { data, secrets, ..Settings::default() }.complete()
        };
        assert!(with("data", "./data/secrets").is_err());
        assert!(with("/srv/toward", "/srv/toward/secrets").is_err());
        assert!(with("/srv/toward", "/srv/toward.secrets").is_ok());
    }

    #[test]
    fn a_settings_file_is_read_and_its_mistakes_are_named() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("toward.toml"), "listen = \"127.0.0.1:9\"").unwrap();
        let settings = Settings { data: Some(dir.path().to_owned()), ..Settings::default() };
        assert_eq!(settings.clone().complete().unwrap().listen.port(), 9);
        assert!(!settings.clone().complete().unwrap().fetch_inside, "nobody asks for it by accident");
        std::fs::write(dir.path().join("toward.toml"), "fetch-inside = true").unwrap();
        assert!(settings.clone().complete().unwrap().fetch_inside);
        std::fs::write(dir.path().join("toward.toml"), "lisen = 1").unwrap();
        assert!(settings.complete().unwrap_err().contains("lisen"));
    }
}
