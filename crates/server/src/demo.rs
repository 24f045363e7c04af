//! A throw-away instance with Alex and Sam, who have ten weeks behind them: played through the pages people use.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use sim::{Login, Step, Who};
use vault::Cost;

use crate::browser::{Browser, text};
use crate::config::{Config, Settings};
use crate::host::Host;
use crate::{http, log, random, run, secrets};

/// A day, in milliseconds.
const DAY: i64 = 24 * 3600 * 1000;

/// Runs a throw-away instance; `say` prints a line for whoever started it.
pub async fn run(settings: Settings, say: fn(&str)) -> Result<(), String> {
    let mut config = settings.complete()?;
    config.demo = true;
    // Whatever secrets and database are set are a real server's.
    config.secrets = secrets::beside(&config.data);
    config.database = None;
    log::start();
    let (listener, address) = run::listen(config.listen).await?;
    clear(&config)?;
    let host = run::open(&config, address, Cost::FLOOR).await?;
    play(&host, http::now(), random()).await?;
    let url = host.url().to_owned();
    write_people(&config.data, &url)?;
    say(&format!("A throw-away Toward is ready at {url}"));
    for login in sim::PEOPLE {
        say(&format!(
            "  {}: sign in as {} with the passphrase: {}",
            login.name, login.email, login.passphrase
        ));
    }
    run::serve(Arc::new(host), listener).await
}

/// What marks the data of a demo, from before anything else is there.
const MARK: &str = "throw-away";

/// Whether this is the data of a demo.
pub(crate) fn is_one(data: &Path) -> bool {
    data.join(MARK).exists()
}

/// Only what an earlier demo left may be cleared away.
fn clear(config: &Config) -> Result<(), String> {
    let (data, secrets) = (&config.data, &config.secrets);
    let problem = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    if is_one(data) {
        std::fs::remove_dir_all(data).map_err(|error| problem(data, error))?;
        if secrets.exists() {
            std::fs::remove_file(secrets).map_err(|error| problem(secrets, error))?;
        }
    }
    for theirs in [data.join("toward.sqlite"), secrets.clone()] {
        if theirs.exists() {
            return Err(format!(
                "{} is there already and no demo’s; choose another --data for the demo",
                theirs.display()
            ));
        }
    }
    run::make_dir(data)?;
    let mark = data.join(MARK);
    std::fs::write(&mark, "The next demo clears this folder.\n").map_err(|error| problem(&mark, error))
}

fn write_people(data: &Path, url: &str) -> Result<(), String> {
    let people = sim::PEOPLE.map(|login| {
        format!(
            "{{\"name\":\"{}\",\"email\":\"{}\",\"passphrase\":\"{}\"}}",
            login.name, login.email, login.passphrase
        )
    });
    let json = format!("{{\"url\":\"{url}\",\"people\":[{}]}}\n", people.join(","));
    std::fs::write(data.join("demo.json"), json).map_err(|error| format!("{}: {error}", data.display()))
}

/// Plays the ten weeks before `now` on an empty host. `seed` is all the randomness their browsers bring.
pub async fn play(host: &Host, now: i64, seed: [u8; 32]) -> Result<(), String> {
    let first = now.div_euclid(DAY).saturating_sub(sim::DAYS.into()).saturating_mul(DAY);
    // Day 0 of 1970 was a Thursday.
    let weekday = first.div_euclid(DAY).saturating_add(3).rem_euclid(7);
    tell(host, first, seed, &sim::ten_weeks(u8::try_from(weekday).unwrap_or(0))).await
}

/// Plays a story that begins at a midnight on a host.
pub async fn tell(host: &Host, first: i64, seed: [u8; 32], story: &[Step]) -> Result<(), String> {
    let (browsers, known) = (BTreeMap::new(), BTreeMap::new());
    let mut player = Player { host, first, seed, browsers, known, answered: String::new(), rituals: 0 };
    for step in story {
        player.step(step).await?;
    }
    Ok(())
}

/// What has its page where the answer leads, and how the story calls it.
const MADE: [(&str, &str); 4] = [
    ("/time/r/", "{ritual}"),
    ("/talk/settle/r/", "{talk}"),
    ("/talk/settle/t/", "{thing}"),
    ("/me/say/d/", "{piece}"),
];

struct Player<'h> {
    host: &'h Host,
    first: i64,
    seed: [u8; 32],
    browsers: BTreeMap<Who, Browser<'h>>,
    known: BTreeMap<String, String>,
    /// What came back last.
    answered: String,
    rituals: u8,
}

impl<'h> Player<'h> {
    async fn step(&mut self, step: &Step) -> Result<(), String> {
        let now = self.first + i64::from(step.day) * DAY + i64::from(step.minute) * 60_000;
        let Some(login) = sim::PEOPLE.iter().find(|login| login.who == step.who) else { return Ok(()) };
        self.known.insert("{passphrase}".to_owned(), login.passphrase.to_owned());
        let page = self.fill(&step.page);
        let action = self.fill(&step.action);
        let fields: Vec<_> = step.fields.iter().map(|(name, value)| (*name, self.fill(value))).collect();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let shown = if page.is_empty() { self.answered.clone() } else { self.open(login, now, &page).await };
        let browser = self.browser(login, now);
        let body = browser.prepare(&shown, &action, &fields);
        if body.is_none() && action == "/me/open" {
            // It is open already.
            return Ok(());
        }
        let body =
            body.ok_or_else(|| format!("the demo found no form {action} on {page} on day {}", step.day))?;
        let reply = browser.send("POST", &action, body).await;
        if !matches!(reply.status, 200 | 303) {
            return Err(format!("the demo’s {action} on day {} was answered {}", step.day, reply.status));
        }
        if action == "/us/invite" {
            let letter = text(&browser.get("/us/invite/letter").await);
            self.learn(&letter);
        }
        self.learn_made(&action, reply.header("location"));
        self.answered = text(&reply);
        Ok(())
    }

    /// A page, for who is signed in.
    async fn open(&mut self, login: &Login, now: i64, page: &str) -> String {
        let browser = self.browser(login, now);
        let shown = text(&browser.get(page).await);
        if !shown.contains("action=\"/enter\"") {
            return shown;
        }
        // Two weeks are over: one signs in again, as people do.
        let fields = [("email", login.email), ("passphrase", login.passphrase), ("mine", "yes")];
        browser.submit("/enter", "/enter", &fields).await;
        text(&browser.get(page).await)
    }

    fn fill(&self, text: &str) -> String {
        let mut text =
            self.known.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value));
        for (mark, length) in [("{date:", 10), ("{year:", 4)] {
            while let Some((before, rest)) = text.split_once(mark) {
                let (day, after) = rest.split_once('}').unwrap_or((rest, ""));
                let date = self.date(day.parse().unwrap_or(0));
                text = format!("{before}{}{after}", date.get(..length).unwrap_or(&date));
            }
        }
        text
    }

    /// The date of a day of the story.
    fn date(&self, day: i32) -> String {
        let first = i32::try_from(self.first.div_euclid(DAY)).unwrap_or(0);
        domain::Day(first).plus(day).date().to_string()
    }

    /// What was made has its page where the answer leads.
    fn learn_made(&mut self, action: &str, location: Option<&str>) {
        let Some(location) = location.and_then(|path| path.split('?').next()) else { return };
        for (place, name) in MADE {
            let Some(id) = location.strip_prefix(place).filter(|id| !id.contains('/')) else { continue };
            self.known.insert(name.to_owned(), id.to_owned());
            if action == "/time/new" {
                self.known.insert(format!("{{ritual-{}}}", self.rituals), id.to_owned());
                self.rituals = self.rituals.saturating_add(1);
            }
        }
    }

    /// What the letter says: the link's token, and the code to tell.
    fn learn(&mut self, letter: &str) {
        let token = letter.split_once("/i/").and_then(|(_, rest)| rest.split('<').next());
        let code = letter.rsplit_once("class=\"code\">").and_then(|(_, rest)| rest.split('<').next());
        self.known.extend(token.map(|token| ("{token}".to_owned(), token.to_owned())));
        self.known.extend(code.map(|code| ("{code}".to_owned(), code.to_owned())));
    }

    fn browser(&mut self, login: &Login, now: i64) -> &mut Browser<'h> {
        let (host, seed) = (self.host, self.seed);
        let fresh = || Browser::new(host, now, vault::primitives::sha256(&[&seed, login.name.as_bytes()]));
        let browser = self.browsers.entry(login.who).or_insert_with(fresh);
        browser.now = now;
        browser
    }
}
