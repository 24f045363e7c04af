//! Two PostgreSQL nodes under Patroni with etcd, all on this machine, started and killed by the test.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sqlx::{Connection as _, PgConnection};

/// A cluster in a folder of its own; it goes when the test ends.
pub struct Cluster {
    folder: tempfile::TempDir,
    bin: PathBuf,
    etcd: Child,
    nodes: [Node; 2],
}

/// One node: Patroni, and the PostgreSQL that it runs.
struct Node {
    patroni: Option<Child>,
    port: u16,
}

/// The user that PostgreSQL runs as, because it refuses root.
const USER: &str = "postgres";

impl Cluster {
    /// Starts both nodes and makes an empty database.
    pub async fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("toward-failover.").tempdir_in("/tmp").unwrap();
        let bin = newest_postgres();
        run(Command::new("chown").arg(USER).arg(folder.path()));
        let [client, peer, ..] = ports();
        let etcd = etcd(folder.path(), client, peer);
        let [one, two, rest_one, rest_two] = ports();
        let mut cluster = Self {
            folder,
            bin,
            etcd,
            nodes: [Node { patroni: None, port: one }, Node { patroni: None, port: two }],
        };
        for (n, rest) in [rest_one, rest_two].into_iter().enumerate() {
            let text = settings(&cluster, n, rest, client);
            std::fs::write(cluster.folder.path().join(format!("node{n}.yml")), text).unwrap();
            cluster.revive(n);
        }
        cluster.until_replicated().await;
        let (_, mut connection) = cluster.primary().await.unwrap();
        sqlx::raw_sql("CREATE DATABASE toward").execute(&mut connection).await.unwrap();
        cluster
    }

    /// The address of the database, wherever it takes writes just now.
    pub fn address(&self) -> String {
        let [one, two] = &self.nodes;
        format!("postgres://{USER}@127.0.0.1:{},127.0.0.1:{}/toward", one.port, two.port)
    }

    /// Starts a node that is not running.
    pub fn revive(&mut self, n: usize) {
        let log = std::fs::File::create(self.folder.path().join(format!("node{n}.log"))).unwrap();
        let mut command = Command::new("setpriv");
        command.args([&format!("--reuid={USER}"), &format!("--regid={}", group()), "--clear-groups"]);
        command.arg("patroni").arg(self.folder.path().join(format!("node{n}.yml")));
        command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
        self.nodes[n].patroni = Some(command.spawn().expect("patroni is installed (bin/failover)"));
    }

    /// Kills the node that takes writes, without a word: Patroni and every process of its PostgreSQL. Says which.
    pub async fn kill_primary(&mut self) -> usize {
        let (n, _) = self.primary().await.expect("a node takes writes");
        let pid = std::fs::read_to_string(self.data(n).join("postmaster.pid")).unwrap();
        let postmaster = pid.lines().next().unwrap().to_owned();
        self.nodes[n].patroni.take().map(|mut patroni| (patroni.kill().unwrap(), patroni.wait().unwrap()));
        // Its children see that it is gone and end at once.
        run(Command::new("kill").args(["-9", &postmaster]));
        n
    }

    /// The node that takes writes, with a connection to it.
    async fn primary(&self) -> Option<(usize, PgConnection)> {
        for (n, node) in self.nodes.iter().enumerate() {
            let address = format!("postgres://{USER}@127.0.0.1:{}/postgres", node.port);
            let Ok(mut connection) = PgConnection::connect(&address).await else { continue };
            let asked = sqlx::query_scalar("SELECT NOT pg_is_in_recovery()").fetch_one(&mut connection).await;
            if asked.unwrap_or(false) {
                return Some((n, connection));
            }
        }
        None
    }

    /// Waits until every commit is kept by both nodes before it is answered.
    pub async fn until_replicated(&self) {
        let begun = Instant::now();
        loop {
            if let Some((_, mut connection)) = self.primary().await {
                let sql = "SELECT EXISTS (SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync')";
                if sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap_or(false) {
                    return;
                }
            }
            assert!(
                begun.elapsed() < Duration::from_secs(120),
                "the nodes do not come together: {}",
                self.logs()
            );
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    fn data(&self, n: usize) -> PathBuf {
        self.folder.path().join(format!("data{n}"))
    }

    fn logs(&self) -> String {
        let log =
            |n| std::fs::read_to_string(self.folder.path().join(format!("node{n}.log"))).unwrap_or_default();
        [log(0), log(1)].join("\n")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for n in 0..self.nodes.len() {
            if let Some(mut patroni) = self.nodes[n].patroni.take() {
                let _ = patroni.kill();
                let _ = patroni.wait();
            }
            if let Ok(pid) = std::fs::read_to_string(self.data(n).join("postmaster.pid")) {
                let _ = Command::new("kill").args(["-9", pid.lines().next().unwrap_or("")]).status();
            }
        }
        let _ = self.etcd.kill();
        let _ = self.etcd.wait();
    }
}

fn etcd(folder: &Path, client: u16, peer: u16) -> Child {
    let log = std::fs::File::create(folder.join("etcd.log")).unwrap();
    let (client, peer) = (format!("http://127.0.0.1:{client}"), format!("http://127.0.0.1:{peer}"));
    let mut command = Command::new("etcd");
    command.arg("--data-dir").arg(folder.join("etcd"));
    command.args(["--listen-client-urls", &client, "--advertise-client-urls", &client]);
    command.args(["--listen-peer-urls", &peer, "--initial-advertise-peer-urls", &peer]);
    command.args(["--initial-cluster", &format!("default={peer}")]);
    command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
    command.spawn().expect("etcd is installed (bin/failover)")
}

/// What Patroni is told: synchronous, and quick to notice.
fn settings(cluster: &Cluster, n: usize, rest: u16, etcd: u16) -> String {
    let (folder, bin, port) = (cluster.folder.path().display(), cluster.bin.display(), cluster.nodes[n].port);
    let data = cluster.data(n).display().to_string();
    format!(
        "scope: toward
name: node{n}
restapi: {{listen: '127.0.0.1:{rest}', connect_address: '127.0.0.1:{rest}'}}
etcd3: {{host: '127.0.0.1:{etcd}'}}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 2
    retry_timeout: 3
    synchronous_mode: true
    postgresql: {{use_pg_rewind: true}}
  initdb: [{{encoding: UTF8}}, {{locale: C}}, {{auth: trust}}, data-checksums]
  pg_hba: ['local all all trust', 'host all all 127.0.0.1/32 trust', 'host replication all 127.0.0.1/32 trust']
postgresql:
  listen: '127.0.0.1:{port}'
  connect_address: '127.0.0.1:{port}'
  data_dir: {data}
  bin_dir: {bin}
  pgpass: {folder}/pgpass{n}
  authentication:
    superuser: {{username: {USER}}}
    replication: {{username: replicator}}
  parameters: {{unix_socket_directories: {folder}, max_connections: 60}}
"
    )
}

fn newest_postgres() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed (bin/setup)");
    let mut all: Vec<_> = versions.map(|version| version.unwrap().path().join("bin")).collect();
    all.sort();
    all.pop().unwrap()
}

fn group() -> String {
    let asked = Command::new("id").args(["-g", USER]).output().unwrap();
    String::from_utf8(asked.stdout).unwrap().trim().to_owned()
}

fn run(command: &mut Command) {
    assert!(command.status().unwrap().success(), "{command:?}");
}

/// Ports that nobody listens on just now.
fn ports() -> [u16; 4] {
    let free = [0; 4].map(|_| std::net::TcpListener::bind("127.0.0.1:0").unwrap());
    free.map(|listener| listener.local_addr().unwrap().port())
}
