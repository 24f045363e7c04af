//! A program of somebody's own that speaks to the store.

use crate::support::*;
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Value, json};
use server::host::{Host, Incoming};
use vault::door::Asked;
use vault::{Chance, Cost, Identity, Root, SessionSigner, Share, passphrase, primitives::sha256, wrap};

/// A program that speaks to the store, as somebody or as nobody.
pub struct Robber<'h> {
    pub server: &'h Host,
    pub account: [u8; 16],
    pub bearer: Option<String>,
}

pub fn text(bytes: &[u8]) -> Value {
    Base64UrlUnpadded::encode_string(bytes).into()
}

pub fn bytes<const N: usize>(value: &Value) -> [u8; N] {
    Base64UrlUnpadded::decode_vec(value.as_str().unwrap()).unwrap().try_into().unwrap()
}

/// The id of somebody's own space: 0 for the desk, 1 for the private one.
pub fn own_space(account: &[u8; 16], role: u8) -> [u8; 16] {
    sha256(&[b"toward/v1/own-space", account, &[role]])[..16].try_into().unwrap()
}

impl<'h> Robber<'h> {
    pub fn nobody(house: &'h House) -> Self {
        Self { server: house.server(), account: [0; 16], bearer: None }
    }

    /// Signs in with a passphrase, as a device does.
    pub async fn signs_in(house: &'h House, who: Who) -> Self {
        let mut robber = Self::nobody(house);
        let way = json!({"Enter": {"name": who.email, "device": null}});
        let (_, salted) = robber.ask("salt", json!({"way": way})).await;
        let root = passphrase::root(who.passphrase, &bytes(&salted["salt"]), Cost::TEST).unwrap();
        let (_, judged) = robber.ask("enter", json!({"way": way, "proof": text(root.proof().bytes())})).await;
        let (account, identity) = robber.unwrap_identity(&root, &judged["Yes"]);
        robber.account = account;
        let signer = SessionSigner::new(&identity, NOW + DAY, &mut Chance::from_seed([who.seed; 32]));
        let token = signer.store_token();
        let token_hash = token.hash("toward/v1/store");
        assert_eq!(robber.opens(account, &identity, URL, &token_hash).await, 200);
        robber.bearer = Some(format!("Bearer {}", token.text().as_str()));
        robber
    }

    pub fn unwrap_identity(&self, root: &Root, entry: &Value) -> ([u8; 16], Identity) {
        let account = bytes(&entry["account"]["id"]);
        let kek = root.kek(&Share::from_bytes(bytes(&entry["share"])));
        let sealed = Base64UrlUnpadded::decode_vec(entry["sealed"].as_str().unwrap()).unwrap();
        let purpose = [b"passphrase".as_slice(), &account].concat();
        (account, wrap::unwrap(&kek, &sealed, &purpose).unwrap())
    }

    pub async fn opens(&self, account: [u8; 16], by: &Identity, address: &str, token_hash: &[u8; 32]) -> u16 {
        let (_, asked) = self.ask("challenge", json!({})).await;
        let challenge = bytes(&asked);
        let signature = Asked { address, challenge: &challenge, token_hash }.sign(by);
        let question = json!({
            "account": text(&account),
            "challenge": text(&challenge),
            "token_hash": text(token_hash),
            "mine": true,
            "signature": text(&signature),
        });
        self.ask("sign-in", question).await.0
    }

    pub async fn ask(&self, name: &str, question: Value) -> (u16, Value) {
        self.ask_at(name, question.to_string(), NOW).await
    }

    pub async fn ask_at(&self, name: &str, question: String, now: i64) -> (u16, Value) {
        let incoming = Incoming {
            method: "POST".into(),
            path: format!("/store/v1/{name}"),
            host: Some("127.0.0.1:8080".into()),
            bearer: self.bearer.clone(),
            body: question.into_bytes(),
            ..Incoming::default()
        };
        let reply = self.server.answer(&incoming, now, sha256(&[name.as_bytes(), &incoming.body])).await;
        (reply.status, serde_json::from_slice(&reply.body).unwrap())
    }

    /// Writes rows, and says what became of it.
    pub async fn writes(&self, rows: Value) -> u16 {
        let write = json!({"act": null, "appends": [], "rows": rows});
        self.ask("do", json!({"write": write, "code": null, "name": null, "ticket": null})).await.0
    }
}
