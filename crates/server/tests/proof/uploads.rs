//! Forms that come with files: read where a page takes them, refused where they cannot be read, and within limits.

use std::sync::Arc;

use server::browser::{Browser, text};
use server::host::{Incoming, MOST_BODY, MOST_UPLOAD, Reply};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::own;
use crate::support::*;

const KIND: &str = "multipart/form-data; boundary=xYzZY";

fn field(name: &str, value: &str) -> String {
    format!("--xYzZY\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
}

fn file(name: &str, content: &str) -> String {
    format!(
        "--xYzZY\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"our private plans.ics\"\r\n\
         Content-Type: text/calendar\r\n\r\n{content}\r\n"
    )
}

const END: &str = "--xYzZY--\r\n";

fn sent(browser: &Browser<'_>, path: &str, kind: &str, body: String) -> Incoming {
    Incoming { content_type: Some(kind.to_owned()), ..incoming(browser, "POST", path, body.into_bytes()) }
}

async fn answer(house: &House, incoming: &Incoming) -> Reply {
    house.host.answer(incoming, NOW, [9; 32]).await
}

#[tokio::test]
async fn fields_and_files_arrive_in_any_order() {
    let house = own::house().await;
    let mut alex = ALEX.begins(&house).await;
    let act = an_act(&mut alex).await;
    let calendar = "BEGIN:VCALENDAR\r\n--xYzZ\r\n--\r\nEND:VCALENDAR\r\n";
    let body = [
        file("calendar", calendar),
        field("name", "Wörk & play = 1"),
        file("empty", ""),
        field("act", &act),
        field("zone", ""),
        END.to_owned(),
    ];
    let reply = answer(&house, &sent(&alex, "/own/upload", KIND, body.concat())).await;
    let expected =
        format!("name=Wörk & play = 1\nzone=\ncalendar: {} bytes\nempty: 0 bytes\n", calendar.len());
    assert_eq!((reply.status, text(&reply)), (200, expected));
    // The same page takes a form without files, too.
    let plain = post(&mut alex, "/own/upload", &[("name", "x")]).await;
    assert_eq!(text(&plain), "name=x\n");
}

#[tokio::test]
async fn the_act_id_counts_as_on_any_form() {
    let house = own::house().await;
    let (mut alex, mut sam) = (ALEX.begins(&house).await, SAM.begins(&house).await);
    let words = "words that took me half the evening";
    for act in [String::new(), "nonsense".to_owned(), an_act(&mut sam).await] {
        let body = [field("act", &act), field("text", words), file("calendar", "x"), END.to_owned()];
        let reply = answer(&house, &sent(&alex, "/own/upload", KIND, body.concat())).await;
        assert_eq!(reply.status, 403);
        assert!(text(&reply).contains(words), "the words are still there");
    }
    let act = an_act(&mut alex).await;
    let body = [field("act", &act), END.to_owned()].concat();
    let foreign =
        Incoming { fetch_site: Some("cross-site".into()), ..sent(&alex, "/own/upload", KIND, body) };
    assert_eq!(answer(&house, &foreign).await.status, 403);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_in_words() {
    let house = own::house().await;
    let mut alex = ALEX.begins(&house).await;
    let act = an_act(&mut alex).await;
    let good = field("act", &act);
    let whole = format!("{good}{END}");
    let long = "b".repeat(71);
    let broken = [
        // No end, an end that is cut off, a part that has none, nothing at all.
        (KIND.to_owned(), good.clone()),
        (KIND.to_owned(), format!("{good}--xYzZY")),
        (KIND.to_owned(), format!("{good}--xYzZY\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx")),
        (KIND.to_owned(), String::new()),
        (KIND.to_owned(), "act=x".to_owned()),
        // Boundaries that are another, empty, missing or longer than they may be.
        ("multipart/form-data; boundary=other".to_owned(), whole.clone()),
        ("multipart/form-data; boundary=\"\"".to_owned(), whole.clone()),
        ("multipart/form-data; boundary=".to_owned(), whole.clone()),
        ("multipart/form-data".to_owned(), whole.clone()),
        (format!("multipart/form-data; boundary={long}"), whole.replace("xYzZY", &long)),
        // Parts without a name, with a name without end, with heads that are none.
        (KIND.to_owned(), format!("{good}--xYzZY\r\n\r\nx\r\n{END}")),
        (KIND.to_owned(), format!("{good}{}{END}", field(&"n".repeat(65), "x"))),
        (KIND.to_owned(), format!("{good}--xYzZY\r\nnonsense\r\n\r\nx\r\n{END}")),
        (KIND.to_owned(), format!("{good}{}{END}", field("a", "x").repeat(64))),
    ];
    for (kind, body) in broken {
        let reply = answer(&house, &sent(&alex, "/own/upload", &kind, body.clone())).await;
        assert_eq!(reply.status, 400, "{kind}\n{body}\n{}", text(&reply));
        assert!(main_text(&text(&reply)).len() > 20, "in words");
    }
    let mut latin = sent(&alex, "/own/upload", KIND, String::new());
    latin.body = [good.as_bytes(), field("a", "x").replace('x', "\u{1}").as_bytes(), END.as_bytes()].concat();
    for byte in latin.body.iter_mut().filter(|byte| **byte == 1) {
        *byte = 0xff;
    }
    assert_eq!(answer(&house, &latin).await.status, 400, "a field that is no text");
}

#[tokio::test]
async fn a_page_that_takes_no_files_reads_none() {
    let house = own::house().await;
    let mut alex = ALEX.begins(&house).await;
    let act = an_act(&mut alex).await;
    let body = [field("act", &act), field("text", "x"), file("calendar", "x"), END.to_owned()].concat();
    for path in ["/own/form", "/me/note", "/nothing"] {
        let reply = answer(&house, &sent(&alex, path, KIND, body.clone())).await;
        assert_eq!(reply.status, 403, "{path}: a form with nothing in it");
    }
    // Leaving works whatever is sent along.
    assert_eq!(answer(&house, &sent(&alex, "/leave", KIND, body)).await.status, 200);
}

/// How long a body may be is known before the first byte of it is read.
#[tokio::test]
async fn only_somebody_who_is_signed_in_may_send_much_and_only_where_a_page_takes_it() {
    let house = own::house().await;
    let mut alex = ALEX.begins(&house).await;
    let most = async |incoming: Incoming| house.host.most_body(&incoming, NOW).await;
    let good = sent(&alex, "/own/upload", KIND, String::new());
    assert_eq!(most(good.clone()).await, MOST_UPLOAD);
    for little in [
        sent(&alex, "/own/form", KIND, String::new()),
        sent(&alex, "/nothing", KIND, String::new()),
        sent(&alex, "/own/upload", "application/x-www-form-urlencoded", String::new()),
        sent(&alex, "/own/upload", "multipart/mixed; boundary=x", String::new()),
        Incoming { content_type: None, ..good.clone() },
        Incoming { method: "GET".into(), ..good.clone() },
        Incoming { method: "PUT".into(), ..good.clone() },
        Incoming { cookies: String::new(), ..good.clone() },
        Incoming { host: Some("evil.example".into()), ..good.clone() },
        Incoming { fetch_site: Some("cross-site".into()), ..good.clone() },
    ] {
        assert_eq!(most(little).await, MOST_BODY);
    }
    let mut tab = alex.at(&house.host);
    send(&mut tab, "/today", "/exit", &[]).await;
    assert_eq!(most(good).await, MOST_BODY, "signed out meanwhile");
    read(&mut alex, "/help").await;
}

/// Over the wire: one byte more than may come is one too many.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_file_arrives_and_one_that_is_too_long_does_not() {
    let house = own::house().await;
    // The wire knows the real time.
    let mut alex = ALEX.begins_at(&house, server::http::now()).await;
    let (act, cookies) = (an_act(&mut alex).await, alex.cookies());
    drop(alex);
    let House { dir: _dir, host, .. } = house;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = server::http::router(Arc::new(host));
    tokio::spawn(async move { axum::serve(listener, service).await });
    let around = [field("act", &act), file("calendar", ""), END.to_owned()].concat().len();
    for (cookies, length, expected) in [
        (cookies.as_str(), MOST_UPLOAD - around, 200),
        (cookies.as_str(), MOST_UPLOAD - around + 1, 413),
        ("", MOST_BODY, 413),
    ] {
        let body = [field("act", &act), file("calendar", &"c".repeat(length)), END.to_owned()].concat();
        let head = format!(
            "POST /own/upload HTTP/1.1\r\nhost: 127.0.0.1:8080\r\norigin: {URL}\r\ncookie: {cookies}\r\n\
             content-type: {KIND}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        // A server that refuses a long body may close before all of it is sent.
        let _ = stream.write_all(body.as_bytes()).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse::<u16>().ok());
        assert_eq!(status, Some(expected), "{length}: {answer}");
    }
}
