//! The strongest of all: one of the two runs the server and has its secrets, its database and the shared key.
//! They still cannot speak in the other's name.

use crate::support::*;

const TROUBLE: &str = ".trouble";

/// Somebody who runs the server and is one of the two: they have the secrets, the database and the shared key.
struct Insider {
    secrets: server::secrets::Secrets,
    me: [u8; 16],
    other: [u8; 16],
    space: [u8; 16],
    key: vault::SpaceKey,
    signer: vault::SessionSigner,
    chance: vault::Chance,
}

impl Insider {
    async fn alex(house: &House) -> Self {
        use vault::{pepper, wrap};
        let secrets = server::secrets::Secrets::open(&server::secrets::beside(&house.data()), true).unwrap();
        let name_mac = pepper::name_mac(&secrets.names, ALEX.email);
        let hex: String = name_mac.iter().map(|byte| format!("{byte:02x}")).collect();
        let salt = pepper::salt(&secrets.names, &hex);
        let root = vault::passphrase::root(ALEX.passphrase, &salt, vault::Cost::TEST).unwrap();
        let store = house.store();
        let account = store.accounts_by_name(&name_mac).await.unwrap().remove(0);
        let wrapped = store.wraps(&account.id).await.unwrap().remove(0);
        let kek = root.kek(&secrets.pepper.share(&account.id, &wrapped.id));
        let purpose = [b"passphrase".as_slice(), &account.id].concat();
        let identity = wrap::unwrap(&kek, &wrapped.sealed, &purpose).unwrap();
        let couple = store.couple_of(&account.id).await.unwrap().unwrap().couple;
        let grants = store.grants(&account.id).await.unwrap();
        let grant = grants.iter().find(|grant| grant.space == couple.space).unwrap();
        let grant = vault::SealedGrant::from_slice(&grant.sealed).unwrap();
        let key = grant.open(&identity, &identity.public(), NOW).unwrap();
        let mut chance = vault::Chance::from_seed([8; 32]);
        let signer = vault::SessionSigner::new(&identity, i64::MAX, &mut chance);
        let other = if couple.a == account.id { couple.b } else { couple.a };
        Self { secrets, me: account.id, other, space: couple.space, key, signer, chance }
    }

    fn says(&self, author: [u8; 16], id: [u8; 16], event: &domain::shared::Event) -> vault::SignedInner {
        let body = domain::event::encode(event);
        vault::SignedInner::sign(&self.signer, &self.space, &id, &author, NOW, vault::Seen::default(), body)
    }

    /// Puts words into the log as if that person had written them.
    async fn writes(&mut self, house: &House, author: [u8; 16], words: &str) {
        let event = domain::shared::Event::SummaryShared { words: words.into(), wish: String::new() };
        let id = self.chance.bytes();
        let inner = self.says(author, id, &event);
        let head = house.store().head(&self.space).await.unwrap().unwrap();
        let place = vault::Place::after(&vault::Head { seq: head.seq, hash: head.hash }, id, author);
        let sealed = vault::event::seal(&self.key, &place, &inner, &mut self.chance).unwrap();
        let row = store::SealedRow {
            seq: head.seq + 1,
            id,
            sealed_hash: sealed.body_hash(),
            hash: sealed.chain_hash(),
            header: sealed.header,
            sealed: sealed.sealed,
        };
        let append = store::Append { space: self.space, expected: head, events: vec![row] };
        let write = store::Write { appends: vec![append], ..store::Write::default() };
        house.store().write(write).await.unwrap();
    }

    /// Lays something into a gate as if the other one had.
    async fn lays(&mut self, house: &House, label: &str, event: &domain::shared::Event) {
        let (gate, id) = (vault::gate::gate_id(&self.key, label.as_bytes()), self.chance.bytes());
        let inner = self.says(self.other, id, event).to_bytes().unwrap();
        let drop = self.key.drop_public().unwrap();
        let bytes = [id.as_slice(), &inner].concat();
        let letter = vault::letter::seal_letter(&drop, &self.space, &bytes, &mut self.chance).unwrap();
        let (secret, other) = (&self.secrets.gates, self.other);
        let sealed = vault::gate::gate_seal(secret, &gate, &other, &letter, &mut self.chance).unwrap();
        let side = store::Gate { id: gate, side: other, kind: "exchange".into(), expires: NOW + DAY, sealed };
        let row = store::Row::PutGate { gate: side, expect: store::Expect::Any };
        house.store().write(store::Write { rows: vec![row], ..store::Write::default() }).await.unwrap();
    }
}

#[tokio::test]
async fn not_even_the_one_who_runs_the_server_can_write_in_the_others_name() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let mut insider = Insider::alex(&house).await;
    let (me, other) = (insider.me, insider.other);
    insider.writes(&house, me, "words of my own").await;
    for browser in [&mut alex, &mut sam] {
        let us = page(browser, "/us").await;
        assert!(us.contains("words of my own"), "the forging itself works");
        assert_eq!(count(&us, TROUBLE), 0);
    }
    insider.writes(&house, other, "words in Sam’s mouth").await;
    for browser in [&mut alex, &mut sam] {
        let us = page(browser, "/us").await;
        assert!(!us.contains("Sam’s mouth") && us.contains("words of my own"));
        assert_eq!(count(&us, TROUBLE), 1);
    }
}

#[tokio::test]
async fn nor_answer_a_question_in_the_others_name() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let mut insider = Insider::alex(&house).await;
    let id = content::Library::english().questions[0].id.as_str();
    let answer = domain::shared::Event::Answered {
        question: id.into(),
        round: 0,
        text: "words in Sam’s mouth".into(),
        tell: false,
    };
    insider.lays(&house, &format!("exchange/{id}/0"), &answer).await;

    let (at, action) = (format!("/talk/{id}"), format!("/talk/{id}/answer"));
    post(&mut alex, &action, &[("text", "alex was here"), ("round", "0")]).await;
    assert!(!page(&mut alex, &at).await.contains("Sam’s mouth"));
    post(&mut sam, &action, &[("text", "sam was here"), ("round", "0")]).await;
    for browser in [&mut alex, &mut sam] {
        let shown = page(browser, &at).await;
        assert!(shown.contains("alex was here") && shown.contains("sam was here"));
        assert!(!shown.contains("Sam’s mouth"));
        assert_eq!(count(&shown, TROUBLE), 0);
    }
}

#[tokio::test]
async fn nor_offer_them_words_in_their_own_name() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    crate::steps::agree_on_a_talk(&mut alex, &mut sam, "Our talk").await;
    let mut insider = Insider::alex(&house).await;
    let step = domain::StepId::from("0123456789abcdef");
    let covered = domain::first_step::Change::Covered { about: domain::first_step::About::Us, words: 9 };
    let forged = domain::shared::Event::StepChanged { step, change: covered };
    let [label, _] = domain::first_step::gates(domain::PersonId(insider.other));
    insider.lays(&house, &label, &forged).await;
    let asked = post(&mut alex, "/talk/hear", &[]).await;
    let shown = page(&mut alex, goes(&asked)).await;
    assert!(shown.contains("There is nothing for you here"), "{}", main_text(&shown));
    assert_eq!(count(&shown, TROUBLE), 0);
}
