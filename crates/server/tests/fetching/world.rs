//! Servers on this machine, and a small world in which outside addresses lead to them.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use server::fetch::{Net, Waits};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

/// What a server does once it was asked.
#[derive(Clone)]
pub(crate) enum Says {
    /// Exactly this, and no more.
    This(String),
    /// This, after a while.
    Later(Duration, String),
    /// This, and then more of it for ever, with a pause.
    EverMore(String, String, Duration),
}

/// A server on this machine, and what it was asked.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) at: SocketAddr,
    heard: Arc<Mutex<Vec<String>>>,
    pub(crate) most_at_once: Arc<AtomicUsize>,
}

impl Server {
    pub(crate) async fn new(says: impl Fn(&str) -> Says + Send + Sync + 'static) -> Self {
        Self::under(None, says).await
    }

    pub(crate) async fn under(
        tls: Option<TlsAcceptor>,
        says: impl Fn(&str) -> Says + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let server = Self { at, heard: Arc::default(), most_at_once: Arc::default() };
        let (own, says, open) = (server.clone(), Arc::new(says), Arc::new(AtomicUsize::new(0)));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (own, says, tls, open) = (own.clone(), Arc::clone(&says), tls.clone(), Arc::clone(&open));
                tokio::spawn(async move {
                    let now = open.fetch_add(1, Ordering::SeqCst) + 1;
                    own.most_at_once.fetch_max(now, Ordering::SeqCst);
                    match tls {
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                own.answer(stream, &*says).await;
                            }
                        }
                        None => own.answer(stream, &*says).await,
                    }
                    open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        server
    }

    async fn answer(
        &self,
        mut stream: impl AsyncRead + AsyncWrite + Unpin,
        says: &(dyn Fn(&str) -> Says + Sync),
    ) {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let Ok(byte) = stream.read_u8().await else { return };
            head.push(byte);
        }
        let head = String::from_utf8(head).unwrap();
        self.heard.lock().unwrap().push(head.clone());
        match says(&head) {
            Says::This(answer) => {
                let _ = stream.write_all(answer.as_bytes()).await;
                let _ = stream.shutdown().await;
            }
            Says::Later(pause, answer) => {
                tokio::time::sleep(pause).await;
                let _ = stream.write_all(answer.as_bytes()).await;
            }
            Says::EverMore(first, more, pause) => {
                let mut sent = stream.write_all(first.as_bytes()).await;
                while sent.is_ok() {
                    tokio::time::sleep(pause).await;
                    sent = stream.write_all(more.as_bytes()).await;
                }
            }
        }
    }

    pub(crate) fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    /// An address of it as this machine knows it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }
}

pub(crate) fn ok(body: &str) -> Says {
    Says::This(format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len()))
}

pub(crate) fn leads_to(location: &str) -> Says {
    Says::This(format!("HTTP/1.1 302 Found\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n"))
}

/// A world of few names, in which an outside address leads to a server of ours.
#[derive(Default)]
pub(crate) struct World {
    /// What a name leads to, one answer after the other; the last one stays.
    names: Mutex<BTreeMap<String, Vec<Vec<IpAddr>>>>,
    doors: BTreeMap<SocketAddr, SocketAddr>,
    went: Mutex<Vec<SocketAddr>>,
}

pub(crate) struct Roads(pub(crate) Arc<World>);

impl Net for Roads {
    fn resolve<'a>(&'a self, name: &'a str) -> Waits<'a, Vec<IpAddr>> {
        Box::pin(async move {
            let mut names = self.0.names.lock().unwrap();
            let answers = names.get_mut(name).ok_or(io::ErrorKind::NotFound)?;
            Ok(if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() })
        })
    }

    fn connect(&self, to: SocketAddr) -> Waits<'_, TcpStream> {
        Box::pin(async move {
            self.0.went.lock().unwrap().push(to);
            let door = self.0.doors.get(&to).ok_or(io::ErrorKind::ConnectionRefused)?;
            TcpStream::connect(door).await
        })
    }

    fn authorities(&self) -> Vec<CertificateDer<'static>> {
        vec![CertificateDer::from_pem_slice(include_bytes!("authority.pem")).unwrap()]
    }
}

impl World {
    pub(crate) fn of(names: &[(&str, &[&str])], doors: &[(&str, u16, &Server)]) -> Arc<Self> {
        let mut world = Self::default();
        for (name, ips) in names {
            let ips = ips.iter().map(|ip| ip.parse().unwrap()).collect();
            world.names.lock().unwrap().entry((*name).to_owned()).or_default().push(ips);
        }
        for (ip, port, server) in doors {
            world.doors.insert(SocketAddr::new(ip.parse().unwrap(), *port), server.at);
        }
        Arc::new(world)
    }

    pub(crate) fn went(&self) -> Vec<String> {
        self.went.lock().unwrap().iter().map(SocketAddr::to_string).collect()
    }
}
