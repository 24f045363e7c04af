//! Whoever asks the store with a program of their own gets no further than their own account reaches.

use serde_json::{Value, json};
use server::host::Incoming;
use vault::{Chance, Cost, Identity, Proof, passphrase};

use crate::program::{Robber, bytes, own_space, text};
use crate::support::*;

/// Everything that names a space, asked about one.
fn about(space: &[u8; 16]) -> Vec<(&'static str, Value)> {
    let space = text(space);
    vec![
        ("events", json!({"space": space, "from": 1, "limit": 9})),
        ("events-at", json!({"space": space, "seqs": [1, 2]})),
        ("event-by-id", json!({"space": space, "id": text(&[1; 16])})),
        ("hash-at", json!({"space": space, "seq": 1})),
        ("chapter", json!({"space": space, "no": 0})),
        ("space", json!({"space": space})),
        ("page", json!({"spaces": [[space, 1]], "tail": 9})),
    ]
}

/// What somebody could try to write into a space, or about an account, that is another's.
fn rows_of_another(account: &[u8; 16], space: &[u8; 16], me: &[u8; 16]) -> Vec<Value> {
    let (account, space, me) = (text(account), text(space), text(me));
    let (hash, sealed) = (text(&[1; 32]), text(&[1; 40]));
    vec![
        json!({"SetVerifier": {"account": account, "name_mac": hash, "verifier": hash, "pepper_id": "", "cost": ""}}),
        json!({"SetPrefs": {"account": account, "prefs": ";"}}),
        json!({"PutWrap": {"account": account, "kind": "Passphrase", "id": text(&[2; 16]), "sealed": sealed}}),
        json!({"DeleteWraps": {"account": account, "kind": "Passphrase"}}),
        json!({"DeletePins": {"account": account}}),
        json!({"PutRecovery": {"account": account, "sealed": sealed, "verifier": hash, "requested_at": null}}),
        json!({"DeleteRecovery": {"account": account}}),
        json!({"PutGrant": {"space": space, "epoch": 0, "account": me, "sealed": sealed}}),
        json!({"PutSpace": {"id": space, "epoch": 1, "head": {"seq": 0, "hash": hash}, "drop_public": hash, "erasures": 0}}),
        json!({"Erase": {"space": space, "seq": 1}}),
        json!({"PutLetter": {"id": text(&[2; 16]), "space": space, "epoch": 0, "sealed": sealed}}),
        json!({"DeleteSnapshot": {"space": space, "account": me}}),
        json!({"PutSnapshot": {"snapshot": {"space": space, "account": me, "version": 1,
            "head": {"seq": 0, "hash": hash}, "sealed": sealed}, "erasures": 0}}),
        json!({"PutCouple": {"id": text(&[3; 16]), "space": text(&[4; 16]), "a": me, "b": account, "began": 1, "state": "Open"}}),
        json!({"PutLeaving": {"couple": text(&[3; 16]), "leaver": account, "cut": 0, "shows_on": 0}}),
        json!({"EndCouple": {"couple": text(&[3; 16])}}),
        json!({"PutBlock": {"inviter": me, "target": account}}),
        json!({"TakeGate": {"id": text(&[5; 16]), "side": account, "expect": "Any"}}),
        json!({"DeleteGate": {"id": text(&[5; 16]), "seen": []}}),
        json!({"PutGate": {"gate": {"id": text(&[5; 16]), "side": account, "kind": "exchange", "expires": 9,
            "sealed": sealed}, "expect": "Any"}}),
        json!({"DeleteFeed": {"token_hash": hash, "account": account}}),
        json!({"PutFirstSetting": {"key": "pepper", "value": "x"}}),
        json!({"PutSetting": {"key": "run-by", "value": "x"}}),
        json!({"EraseAccount": {"account": account}}),
        json!({"EraseAccount": {"account": me}}),
        json!({"EraseSpace": {"space": space}}),
        json!({"ClearAttempts": {"who": account, "device": ""}}),
        json!({"SetPublic": {"account": account, "public": text(&[1; 64])}}),
        json!({"SetEpoch": {"space": space, "from": 0, "to": 1, "drop_public": hash}}),
        json!({"DeleteAct": {"id": text(&[1; 16])}}),
        json!({"Purge": {"now": 9_999_999_999_999_i64, "acts_before": 0, "attempts_before": 0, "effects_before": 0,
            "invites_before": 0}}),
    ]
}

#[tokio::test]
async fn nobody_reaches_beyond_their_own_account() {
    let house = House::of_devices().await;
    let _pair = couple(&house).await;
    let _kim = KIM.begins(&house).await;
    let alex = Robber::signs_in(&house, ALEX).await;
    let couples = alex.ask("couples", json!({})).await.1;
    let shared: [u8; 16] = bytes(&couples[0]["couple"]["space"]);
    let before = everything(&house).await;

    let kim = Robber::signs_in(&house, KIM).await;
    let stranger = Robber::nobody(&house);
    for space in [own_space(&alex.account, 0), own_space(&alex.account, 1), shared] {
        for (name, question) in about(&space) {
            // They are there to be read by whom they belong to.
            assert_eq!(alex.ask(name, question.clone()).await.0, 200, "{name}");
            for robber in [&kim, &stranger] {
                assert_eq!(robber.ask(name, question.clone()).await.0, 403, "{name}");
            }
        }
        for row in rows_of_another(&alex.account, &space, &kim.account) {
            for robber in [&kim, &stranger] {
                let status = robber.writes(json!([row])).await;
                assert_eq!(status, 403, "{row}");
                // Nor on the back of something that is one's own.
                let own = json!({"SetPrefs": {"account": text(&robber.account), "prefs": ";"}});
                assert_eq!(robber.writes(json!([own, row])).await, 403, "{row}");
            }
        }
        let events =
            json!([{"space": text(&space), "expected": {"seq": 0, "hash": text(&[0; 32])}, "events": []}]);
        let write = json!({"act": null, "appends": events, "rows": []});
        assert_eq!(
            kim.ask("do", json!({"write": write, "code": null, "name": null, "ticket": null})).await.0,
            403
        );
    }
    assert_eq!(kim.ask("identity", json!({"of": text(&alex.account)})).await.0, 403);
    for name in ["grants", "couples", "letters", "account", "devices", "my-sides"] {
        assert_eq!(stranger.ask(name, json!({})).await.0, 403, "{name}");
    }
    assert_eq!(before, everything(&house).await, "nothing came of any of it");
}

/// What there is, but for sessions and the counts of tries.
async fn everything(house: &House) -> Vec<i64> {
    let mut db = House::tamper(&house.data()).await;
    let mut counts = Vec::new();
    for table in [
        "account",
        "wrap",
        "pin",
        "recovery",
        "space",
        "event",
        "space_grant",
        "snapshot",
        "chapter",
        "letter",
        "couple",
        "leaving",
        "invite",
        "block",
        "gate",
        "act",
        "feed",
        "setting",
    ] {
        let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        counts.push(sqlx::query_scalar(sql).fetch_one(&mut db).await.unwrap());
    }
    counts
}

#[tokio::test]
async fn a_session_opens_only_by_the_identity_at_this_address() {
    let house = House::of_devices().await;
    let (_alex, _kim) = (ALEX.begins(&house).await, KIM.begins(&house).await);
    let (alex, kim) = (Robber::signs_in(&house, ALEX).await, Robber::signs_in(&house, KIM).await);
    let other = Identity::new(&mut Chance::from_seed([9; 32]));
    assert_eq!(kim.opens(alex.account, &other, URL, &[8; 32]).await, 403, "another identity");
    assert_eq!(kim.opens([9; 16], &other, URL, &[8; 32]).await, 403, "no account");
    let passed_on = "https://passed-on.example";
    let way = json!({"Enter": {"name": KIM.email, "device": null}});
    let (_, salted) = kim.ask("salt", json!({"way": way})).await;
    let root = passphrase::root(KIM.passphrase, &bytes(&salted["salt"]), Cost::TEST).unwrap();
    let (_, judged) = kim.ask("enter", json!({"way": way, "proof": text(root.proof().bytes())})).await;
    let (account, identity) = kim.unwrap_identity(&root, &judged["Yes"]);
    assert_eq!(kim.opens(account, &identity, passed_on, &[8; 32]).await, 403, "signed for another store");
    assert_eq!(kim.opens(account, &identity, URL, &[8; 32]).await, 200);
    // A token nobody has, one that was altered, and one whose session has ended.
    for bearer in
        ["Bearer AAAA", "Bearer", "", &kim.bearer.clone().unwrap().replace('A', "B").replace('a', "b")]
    {
        let robber = Robber { bearer: Some(bearer.to_owned()), ..Robber::nobody(&house) };
        assert_eq!(robber.ask("couples", json!({})).await.0, 401, "{bearer}");
    }
    assert_eq!(kim.ask("sign-out", json!("This")).await.0, 200);
    let (status, problem) = kim.ask("couples", json!({})).await;
    assert_eq!((status, problem), (401, json!({"error": "signed-out"})));
    // Nobody ends another's.
    let devices = alex.ask("devices", json!({})).await.1;
    let kim = Robber::signs_in(&house, KIM).await;
    for device in devices.as_array().unwrap() {
        assert_eq!(kim.ask("sign-out", json!({"One": device["id"]})).await.0, 200);
    }
    assert_eq!(
        alex.ask("devices", json!({})).await.1.as_array().unwrap().len(),
        devices.as_array().unwrap().len()
    );
    // A device of one's own ends after fourteen days.
    let later = alex.ask_at("couples", "{}".into(), NOW + 15 * DAY).await;
    assert_eq!(later.0, 401);
}

#[tokio::test]
async fn a_share_is_given_for_a_right_proof_or_for_what_is_new() {
    let house = House::of_devices().await;
    let _alex = ALEX.begins(&house).await;
    let alex = Robber::signs_in(&house, ALEX).await;
    let stranger = Robber::nobody(&house);
    let mut db = House::tamper(&house.data()).await;
    let wrap: Vec<u8> = sqlx::query_scalar("SELECT id FROM wrap").fetch_one(&mut db).await.unwrap();
    let share = |wrap: &[u8]| json!({"account": text(&alex.account), "wrap": text(wrap)});
    assert_eq!(alex.ask("share", share(&wrap)).await.0, 403, "of the wrap there is");
    assert_eq!(stranger.ask("share", share(&[7; 16])).await.0, 403, "of an account there is");
    assert_eq!(alex.ask("share", share(&[7; 16])).await.0, 200);
    // Tries are counted for the session that makes them, whatever it calls itself.
    let mut last = Value::Null;
    for n in 0..6_u8 {
        let way = json!({"Again": {"session": text(&[n; 32])}});
        last =
            alex.ask("enter", json!({"way": way, "proof": text(Proof::from_bytes([n; 32]).bytes())})).await.1;
    }
    assert!(last.get("Wait").is_some(), "{last}");
}

#[tokio::test]
async fn an_exchange_shows_nothing_of_the_other_side_before_ones_own_is_in() {
    let house = House::of_devices().await;
    let _pair = couple(&house).await;
    let (alex, sam) = (Robber::signs_in(&house, ALEX).await, Robber::signs_in(&house, SAM).await);
    for (n, kind) in [(6_u8, "exchange"), (7, "match")] {
        let gate = text(&[n; 16]);
        let put = |of: &Robber<'_>, inside: &[u8]| {
            let side = json!({"id": gate, "side": text(&of.account), "kind": kind, "expires": NOW + DAY,
                "sealed": text(inside)});
            json!({"PutGate": {"gate": side, "expect": "OtherAbsent"}})
        };
        let take = |of: &Robber<'_>, expect: &str| json!({"TakeGate": {"id": gate, "side": text(&of.account), "expect": expect}});
        let sides = json!({"gates": [gate]});
        let theirs = json!({"gate": gate, "side": text(&alex.account)});
        let compare = |items: &[[u8; 16]]| json!({"gate": gate, "mine": items.iter().map(|item| text(item)).collect::<Vec<_>>()});
        assert_eq!(alex.writes(json!([put(&alex, &[1; 32])])).await, 200);
        // Nothing shows, however it is asked.
        assert_eq!(sam.ask("sides", sides.clone()).await.1, json!([]), "{kind}");
        assert_eq!(sam.ask("open-side", theirs.clone()).await.1, Value::Null, "{kind}");
        for items in [vec![], vec![[1; 16]]] {
            let compared = sam.ask("match", compare(&items)).await.1;
            assert_eq!(compared, json!({"sides": [], "matched": "Absent"}), "{kind}");
        }
        // Nor by putting something in and taking it out at once, nor by taking what is not there.
        assert_eq!(sam.writes(json!([put(&sam, &[2; 32]), take(&sam, "OtherAbsent")])).await, 403);
        let absent = sam.writes(json!([take(&sam, "OtherPresent")])).await;
        let nowhere =
            json!({"TakeGate": {"id": text(&[99; 16]), "side": text(&sam.account), "expect": "Any"}});
        assert_eq!(absent, sam.writes(json!([nowhere])).await, "{kind}");
        // A side that would be over before it began stays as long as the one it meets: nobody looks and is gone.
        let over = json!({"PutGate": {"gate": {"id": gate, "side": text(&sam.account), "kind": kind, "expires": 0,
            "sealed": text(&[2; 32])}, "expect": "Any"}});
        assert_eq!(sam.writes(json!([over])).await, 200);
        assert_eq!(sam.ask("sides", sides.clone()).await.1.as_array().unwrap().len(), 2);
        let opened = sam.ask("open-side", theirs.clone()).await.1;
        assert_eq!(opened, if kind == "exchange" { text(&[1; 32]) } else { Value::Null }, "{kind}");
        // What was not said cannot be asked about afterwards; what was said stays said.
        assert_eq!(sam.ask("match", compare(&[[1; 16]])).await.1["matched"], json!("Absent"), "{kind}");
        assert_eq!(sam.writes(json!([put(&sam, &[1; 32])])).await, 409, "{kind}: changed");
        assert_eq!(sam.writes(json!([take(&sam, "Any")])).await, 409, "{kind}: taken back");
        // Nobody lets the other's words vanish.
        let seen = sam.ask("sides", sides).await.1;
        let seen: Vec<_> = seen
            .as_array()
            .unwrap()
            .iter()
            .map(|row| json!({"side": row["side"], "sealed": row["sealed"]}))
            .collect();
        let delete = sam.writes(json!([{"DeleteGate": {"id": gate, "seen": seen}}])).await;
        assert_eq!(delete, if kind == "exchange" { 409 } else { 200 }, "{kind}");
    }
}

/// An account that is made, or said to be, lets nobody act as somebody who is there.
#[tokio::test]
async fn nobody_begins_as_somebody_who_is_there() {
    let house = House::of_devices().await;
    let _pair = couple(&house).await;
    let alex = Robber::signs_in(&house, ALEX).await;
    let made = |id: &[u8; 16]| {
        json!({"PutAccount": {"id": text(id), "name_mac": text(&[0; 32]), "verifier": text(&[1; 32]), "pepper_id": "",
            "cost": "", "public": text(&[1; 64]), "prefs": "", "kind": "Device"}})
    };
    let stranger = Robber::nobody(&house);
    let erase = |seq: u64| json!({"Erase": {"space": text(&own_space(&alex.account, 1)), "seq": seq}});
    for rows in [
        json!([made(&alex.account), erase(1)]),
        json!([made(&alex.account), erase(999)]),
        json!([erase(1), made(&alex.account)]),
        json!([made(&[9; 16]), made(&alex.account)]),
        json!([made(&alex.account)]),
    ] {
        let status = stranger.writes(rows.clone()).await;
        let told = [403, 409].contains(&status);
        assert!(told, "{status}: {rows}");
    }
    // What is there and what is not look the same.
    let one = stranger.writes(json!([made(&alex.account), erase(1)])).await;
    assert_eq!(one, stranger.writes(json!([made(&alex.account), erase(999)])).await);
    // Nobody is new without having asked, nor with what was not asked about.
    assert_eq!(stranger.writes(json!([made(&[9; 16])])).await, 403);
    let way = json!({"Begin": {"name": "new@home.example"}});
    let (_, judged) = stranger.ask("enter", json!({"way": way, "proof": text(&[1; 32])})).await;
    let ticket = judged["New"]["ticket"].clone();
    let begins = |name: &str, row: Value| json!({"write": {"act": null, "appends": [], "rows": [row]}, "code": null, "name": name, "ticket": ticket});
    assert_eq!(stranger.ask("do", begins("other@home.example", made(&[9; 16]))).await.0, 403);
    let mut guess = made(&[9; 16]);
    guess["PutAccount"]["verifier"] = text(&[2; 32]);
    assert_eq!(stranger.ask("do", begins("new@home.example", guess)).await.0, 403);
    assert_eq!(stranger.ask("do", begins("new@home.example", made(&[9; 16]))).await.0, 200);
}

/// Whoever stays learns of a leaving on its day and not before, and who has left reaches nothing of the other's any more.
#[tokio::test]
async fn a_leaving_that_does_not_show_shows_nowhere() {
    let house = House::of_devices().await;
    let (mut alex, _sam) = couple(&house).await;
    let (one, two) = (Robber::signs_in(&house, ALEX).await, Robber::signs_in(&house, SAM).await);
    let before = two.ask("couples", json!({})).await.1;
    let left =
        send(&mut alex, "/us/end", "/us/end", &[("days", "14"), ("passphrase", ALEX.passphrase)]).await;
    assert_eq!(left.status, 303);
    assert_eq!(two.ask("couples", json!({})).await.1, before);
    let page = json!({"spaces": [[before[0]["couple"]["space"], 1]], "tail": 9});
    assert_eq!(two.ask("page", page).await.1["couple"], before[0]);
    let couple = before[0]["couple"]["id"].clone();
    assert_eq!(two.writes(json!([{"EndCouple": {"couple": couple}}])).await, 403);
    let gate = json!({"id": text(&[6; 16]), "side": text(&one.account), "kind": "exchange", "expires": NOW + DAY,
        "sealed": text(&[1; 32])});
    assert_eq!(one.writes(json!([{"PutGate": {"gate": gate, "expect": "Any"}}])).await, 403);
    // Leaving too, unseen: it looks like leaving first.
    let leaving = json!({"couple": couple, "leaver": text(&two.account), "cut": 0, "shows_on": i64::MAX});
    assert_eq!(two.writes(json!([{"PutLeaving": leaving}])).await, 200);
    let after = two.ask("couples", json!({})).await.1;
    assert_eq!(after[0]["leaving"]["leaver"], text(&two.account));
}

#[tokio::test]
async fn whoever_left_is_served_nothing_after_the_cut_and_writes_nothing() {
    let house = House::of_devices().await;
    let (mut alex, mut sam) = couple(&house).await;
    let robber = Robber::signs_in(&house, ALEX).await;
    let row = robber.ask("couples", json!({})).await.1[0]["couple"].clone();
    let space = row["space"].clone();
    let seen = robber.ask("space", json!({"space": space})).await.1["head"].clone();
    let left =
        send(&mut alex, "/us/end", "/us/end", &[("days", "14"), ("passphrase", ALEX.passphrase)]).await;
    assert_eq!(left.status, 303, "{}", crate::support::main_text(&server::browser::text(&left)));
    // The other one writes on, and knows nothing.
    post(&mut sam, "/us/quiet", &[("weeks", "1")]).await;
    let real = house.store().head(&bytes(&space)).await.unwrap().unwrap();
    assert!(real.seq > seen["seq"].as_u64().unwrap());
    assert_eq!(robber.ask("space", json!({"space": space})).await.1["head"], seen);
    let page = robber.ask("page", json!({"spaces": [[space, 0]], "tail": 500})).await.1;
    assert_eq!(page["spaces"][0]["space"]["head"], seen);
    let last = |events: &Value| events.as_array().unwrap().last().map(|event| event["seq"].clone());
    assert_eq!(last(&page["spaces"][0]["tail"]), Some(seen["seq"].clone()));
    let events = robber.ask("events", json!({"space": space, "from": 1, "limit": 512})).await.1;
    assert_eq!(last(&events), Some(seen["seq"].clone()));
    assert_eq!(robber.ask("events-at", json!({"space": space, "seqs": [real.seq]})).await.1, json!([]));
    assert_eq!(robber.ask("hash-at", json!({"space": space, "seq": real.seq})).await.1, Value::Null);
    let expected = json!({"seq": real.seq, "hash": text(&real.hash)});
    let event = json!({"seq": real.seq + 1, "id": text(&[1; 16]), "header": "", "sealed": "",
        "sealed_hash": text(&[1; 32]), "hash": text(&[1; 32])});
    let write = json!({"act": null, "appends": [{"space": space, "expected": expected, "events": [event]}], "rows": []});
    let written =
        robber.ask("do", json!({"write": write, "code": null, "name": null, "ticket": null})).await.0;
    assert!([400, 403].contains(&written), "{written}");
    // A leaving is cut where the log ends, whatever its host says; and there is one at most.
    let leaving = json!({"couple": row["id"], "leaver": text(&robber.account), "cut": 999, "shows_on": 0});
    assert_eq!(robber.writes(json!([{"PutLeaving": leaving}])).await, 409);
}

#[tokio::test]
async fn nonsense_is_said_to_be_nonsense() {
    let house = House::of_devices().await;
    let _kim = KIM.begins(&house).await;
    let kim = Robber::signs_in(&house, KIM).await;
    for name in server::keeper::questions() {
        for body in
            ["", "{", "[]", "\"x\"", "{\"space\":1}", "{\"write\":{\"rows\":[{\"Nothing\":1}]}}", "[[[[[["]
        {
            let (status, problem) = kim.ask_at(name, body.to_owned(), NOW).await;
            let fine = status == 400 && problem == json!({"error": "malformed"});
            // An empty list is an empty question to those that ask nothing.
            assert!(fine || (body == "[]" && status == 200), "{name} {body}: {status} {problem}");
        }
    }
    assert_eq!(kim.ask("nothing", json!({})).await, (404, json!({"error": "unknown"})));
    let get = Incoming {
        method: "GET".into(),
        path: "/store/v1/couples".into(),
        host: Some("127.0.0.1:8080".into()),
        ..Incoming::default()
    };
    assert_eq!(house.server().answer(&get, NOW, [1; 32]).await.status, 405);
    let foreign = Incoming { method: "POST".into(), host: Some("evil.example".into()), ..get };
    assert_eq!(house.server().answer(&foreign, NOW, [1; 32]).await.status, 400);
}
