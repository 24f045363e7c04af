use super::both::halves;
use crate::{Flaw, Library, Words};

/// One piece of text, and where it stands.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its file.
    pub file: String,
    /// The entry it belongs to.
    pub id: String,
    /// What it is of that entry.
    pub field: &'static str,
    /// The text.
    pub text: String,
}

impl Piece {
    pub(crate) fn flaw(&self, rule: &'static str, text: impl AsRef<str>) -> Flaw {
        Flaw::new(&*self.file, &*self.id, rule, format!("{}: {}", self.field, text.as_ref()))
    }
}

/// Every text of the library that a reader sees, except names of studies and of help lines.
pub fn pieces(library: &Library) -> Vec<Piece> {
    let mut all = Vec::new();
    questions(library, &mut all);
    practices(library, &mut all);
    understanding(library, &mut all);
    guides(library, &mut all);
    alone(library, &mut all);
    asking(library, &mut all);
    time_together(library, &mut all);
    screens_down(library, &mut all);
    reaching(library, &mut all);
    settling(library, &mut all);
    being_near(library, &mut all);
    first_steps(library, &mut all);
    thanks_and_kindness(library, &mut all);
    all
}

/// Every message, with its key as id, in each of its variants.
pub fn pieces_of_words(words: &Words) -> Vec<Piece> {
    let mut keys: Vec<&str> = words.keys().collect();
    keys.sort_unstable();
    let mut all = Vec::new();
    for key in keys {
        let file = words.file_of(key).unwrap_or_default();
        entry(&mut all, file, key, &[("message", &words.say(key))]);
        for variant in words.variants(key) {
            entry(&mut all, file, key, &[("variant", &variant)]);
        }
    }
    all
}

type Fields<'a> = &'a [(&'static str, &'a str)];

fn entry(all: &mut Vec<Piece>, file: &str, id: &str, fields: Fields<'_>) {
    all.extend(fields.iter().filter(|(_, text)| !text.is_empty()).map(|(field, text)| Piece {
        file: file.to_owned(),
        id: id.to_owned(),
        field,
        text: (*text).to_owned(),
    }));
}

fn questions(library: &Library, all: &mut Vec<Piece>) {
    for each in &library.questions {
        let file = format!("en/questions/{}.toml", each.domain);
        entry(all, &file, each.id.as_str(), &[("text", &each.text), ("more", &each.more)]);
    }
    for each in &library.tiny {
        entry(all, "en/tiny.toml", each.id.as_str(), &[("text", &each.text)]);
    }
}

fn practices(library: &Library, all: &mut Vec<Piece>) {
    for each in &library.practices {
        let alone = each.alone.as_deref().unwrap_or_default();
        let fields = [("title", &*each.title), ("why", &each.why), ("takes", &each.takes), ("alone", alone)];
        entry(all, &each.file, each.id.as_str(), &fields);
        for step in &each.steps {
            entry(all, &each.file, each.id.as_str(), &[("step", step)]);
        }
    }
}

fn understanding(library: &Library, all: &mut Vec<Piece>) {
    for each in &library.signs {
        let fields = [
            ("name", &*each.name),
            ("statement", &each.statement),
            ("low", &each.low),
            ("first", &each.first),
        ];
        entry(all, "en/signs.toml", each.id.as_str(), &fields);
    }
    for each in &library.causes {
        let fields =
            [("name", &*each.name), ("card", &each.card), ("ask", &each.ask), ("first", &each.first)];
        entry(all, "en/causes.toml", each.id.as_str(), &fields);
    }
}

fn guides(library: &Library, all: &mut Vec<Piece>) {
    for each in &library.guides {
        let file = format!("en/guides/{}.md", each.slug);
        let fields = [
            ("title", &*each.title),
            ("summary", &each.summary),
            ("tonight", &each.tonight),
            ("body", &each.body),
        ];
        entry(all, &file, each.slug.as_str(), &fields);
    }
}

fn alone(library: &Library, all: &mut Vec<Piece>) {
    let file = "en/paths/alone.toml";
    let path = &library.alone;
    entry(all, file, "alone", &[("title", &path.title), ("intro", &path.intro)]);
    for week in &path.weeks {
        entry(all, file, week.id.as_str(), &[("title", &week.title), ("why", &week.why)]);
        for day in &week.days {
            let write = day.write.as_deref().unwrap_or_default();
            entry(
                all,
                file,
                day.id.as_str(),
                &[("title", &day.title), ("text", &day.text), ("write", write)],
            );
        }
    }
    for each in &path.endings {
        entry(all, file, each.id.as_str(), &[("title", &each.title), ("text", &each.text)]);
    }
}

fn asking(library: &Library, all: &mut Vec<Piece>) {
    for each in &library.checkin.items {
        let fields = [("statement", &*each.statement), ("low", &each.low), ("high", &each.high)];
        entry(all, "en/checkin.toml", each.id.as_str(), &fields);
    }
    for each in &library.checkin.talks {
        entry(all, "en/checkin.toml", each.id.as_str(), &[("text", &each.text)]);
    }
    for each in &library.letters {
        entry(all, "en/letters.toml", each.id.as_str(), &[("name", &each.name), ("text", &each.text)]);
    }
}

fn reaching(library: &Library, all: &mut Vec<Piece>) {
    for each in &library.scenes {
        let fields = [
            ("text", &*each.text),
            ("reach", &each.reach),
            ("toward", &each.toward),
            ("away", &each.away),
            ("against", &each.against),
        ];
        entry(all, "en/scenes.toml", each.id.as_str(), &fields);
    }
    for each in &library.needs {
        entry(all, "en/needs.toml", each.id.as_str(), &[("title", &each.title), ("line", &each.line)]);
    }
    for each in &library.touches {
        entry(all, "en/touch.toml", each.id.as_str(), &[("title", &each.title), ("what", &each.what)]);
    }
}

fn settling(library: &Library, all: &mut Vec<Piece>) {
    let file = "en/repair.toml";
    let repair = &library.repair;
    for path in &repair.paths {
        let fields = [
            ("title", &*path.title),
            ("lead", &path.lead),
            ("not", &path.not),
            ("human", &path.human),
            ("why", &path.why),
        ];
        entry(all, file, path.id.as_str(), &fields);
        for (field, lines) in [("speaker", &path.speaker), ("listener", &path.listener)] {
            lines.iter().for_each(|line| entry(all, file, path.id.as_str(), &[(field, line)]));
        }
        for side in &path.sides {
            entry(all, file, side.id.as_str(), &[("name", &side.name), ("lead", &side.lead)]);
            side.steps.iter().for_each(|step| prepare(step, all));
        }
    }
    let lists = [
        ("pause", &repair.pauses),
        ("heard", &repair.heard),
        ("agree", &repair.agree),
        ("amends", &repair.amends),
    ];
    for (field, lines) in lists {
        lines.iter().for_each(|line| entry(all, file, line.id.as_str(), &[(field, &line.text)]));
    }
    for day in &repair.days {
        entry(all, file, day.id.as_str(), &[("title", &day.title), ("day", &day.text)]);
    }
    if let Some(friend) = &repair.friend {
        let fields =
            [("title", &*friend.title), ("lead", &friend.lead), ("not", &friend.not), ("why", &friend.why)];
        entry(all, file, "friend", &fields);
        friend.parts.iter().for_each(|part| prepare(part, all));
    }
}

fn prepare(step: &crate::Prepare, all: &mut Vec<Piece>) {
    entry(all, "en/repair.toml", step.id.as_str(), &[("ask", &step.ask), ("hint", &step.hint)]);
}

fn being_near(library: &Library, all: &mut Vec<Piece>) {
    if let Some(each) = &library.near.agreement {
        let fields = [("title", &*each.title), ("what", &each.what), ("why", &each.why)];
        entry(all, "en/near.toml", each.id.as_str(), &fields);
    }
    for each in &library.near.warm {
        entry(all, "en/near.toml", each.id.as_str(), &[("warm", &each.text)]);
    }
    let (file, both) = ("en/both.toml", &library.both);
    let said = [("title", &*both.title), ("intro", &both.intro), ("care", &both.care)];
    entry(all, file, "both", &said);
    entry(all, file, "both", &[("pace", &both.pace), ("stop", &both.stop)]);
    for week in &both.weeks {
        let fields = [("title", &*week.title), ("why", &week.why), ("takes", &week.takes)];
        entry(all, file, week.id.as_str(), &fields);
        for half in halves(week) {
            entry(all, file, week.id.as_str(), &[("half", half)]);
        }
    }
}

fn first_steps(library: &Library, all: &mut Vec<Piece>) {
    let file = "en/steps.toml";
    let steps = &library.steps;
    for each in &steps.rungs {
        let fields = [("title", &*each.title), ("what", &each.what), ("why", &each.why)];
        entry(all, file, each.id.as_str(), &fields);
        for opening in &each.openings {
            entry(all, file, each.id.as_str(), &[("opening", opening)]);
        }
    }
    for each in &steps.listen {
        entry(all, file, each.id.as_str(), &[("listen", &each.text)]);
    }
    for each in &steps.answers {
        for starter in &each.starters {
            entry(all, file, each.id.as_str(), &[("starter", starter)]);
        }
    }
    for each in &steps.prepare {
        entry(all, file, each.id.as_str(), &[("prepare", &each.text)]);
    }
}

fn thanks_and_kindness(library: &Library, all: &mut Vec<Piece>) {
    let file = "en/bids.toml";
    for each in &library.bids.mends {
        entry(all, file, each.id.as_str(), &[("mend", &each.text)]);
    }
    for each in &library.bids.noticed {
        entry(all, file, each.id.as_str(), &[("noticed", &each.text)]);
    }
    for each in &library.bids.kindnesses {
        entry(all, file, each.id.as_str(), &[("kindness", &each.text)]);
    }
    for each in &library.bids.cups {
        entry(all, file, each.id.as_str(), &[("cup", &each.text)]);
    }
}

fn time_together(library: &Library, all: &mut Vec<Piece>) {
    let file = "en/rituals.toml";
    for each in &library.rituals {
        let fields = [
            ("title", &*each.title),
            ("neutral", &each.neutral),
            ("what", &each.what),
            ("easier", &each.easier),
            ("why", &each.why),
        ];
        entry(all, file, each.id.as_str(), &fields);
        for text in &each.tries {
            entry(all, file, each.id.as_str(), &[("try", text)]);
        }
    }
}

fn screens_down(library: &Library, all: &mut Vec<Piece>) {
    let file = "en/presence.toml";
    let presence = &library.presence;
    for each in presence.zones.iter().chain(&presence.times) {
        let fields = [("title", &*each.title), ("what", &each.what), ("why", &each.why)];
        entry(all, file, each.id.as_str(), &fields);
    }
    for each in &presence.courtesies {
        entry(all, file, each.id.as_str(), &[("courtesy", &each.text)]);
    }
    for each in &presence.cards {
        entry(all, file, each.id.as_str(), &[("card", &each.text)]);
    }
    for each in &presence.closings {
        entry(all, file, each.id.as_str(), &[("closing", &each.text)]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{library, practices, questions, rituals};
    use super::*;
    use crate::{Files, Lang};

    #[test]
    fn every_text_a_reader_sees_is_a_piece() {
        let fields: Vec<_> = pieces(&practices(&["id = 'a'"])).iter().map(|piece| piece.field).collect();
        assert_eq!(fields, ["title", "why", "takes", "alone", "step", "step"]);
        assert_eq!(pieces(&questions(&[(1, "Why?")])).len(), 1);
        let letters = "[[letter]]\nid = 'short'\nname = 'Short'\ntext = 'Dear you.'\n";
        assert_eq!(pieces(&library(&[("letters.toml", letters)])).len(), 2);
        let fields: Vec<_> = pieces(&rituals(&["id = 'a'"])).iter().map(|piece| piece.field).collect();
        assert_eq!(fields, ["title", "neutral", "what", "easier", "why", "try", "try", "try", "try"]);
        let presence = "[[card]]\nid = 'a'\nkind = 'rest'\ntext = 'Look.'\n[[closing]]\nid = 'b'\ntext = 'How?'\n\
                        [[courtesy]]\nid = 'c'\ntext = 'Two minutes.'\n";
        assert_eq!(pieces(&library(&[("presence.toml", presence)])).len(), 3);
        let steps =
            "[[listen]]\nid = 'a'\ntext = 'Look.'\n[[answer]]\nid = 'heard'\nstarters = ['I …', 'So …']\n";
        assert_eq!(pieces(&library(&[("steps.toml", steps)])).len(), 3);
        let bids = "[[cup]]\nid = 'a'\ntext = 'A note.'\n[[noticed]]\nid = 'b'\ntext = 'You…'\n";
        assert_eq!(pieces(&library(&[("bids.toml", bids)])).len(), 2);
    }

    #[test]
    fn every_message_is_a_piece() {
        let text = "hello = Hello\ndays = { $n ->\n    [one] one day\n   *[other] many days\n }\n";
        let files = Files::default().with("en/messages/a.ftl", text);
        let pieces = pieces_of_words(&Words::read(&files, Lang::English).0);
        let texts: Vec<_> = pieces.iter().map(|piece| (piece.id.as_str(), piece.text.as_str())).collect();
        assert_eq!(
            texts,
            [("days", "many days"), ("days", "one day"), ("days", "many days"), ("hello", "Hello")]
        );
        assert_eq!(pieces[0].file, "en/messages/a.ftl");
    }
}
