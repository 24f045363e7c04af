//! The program `toward`.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};
use server::config::Settings;
use server::run;
use vault::Cost;

/// Freed memory is wiped, so that words and keys do not linger.
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// Helps two people who have drifted apart find each other again. Self-hosted, private, open source.
#[derive(Parser)]
#[command(name = "toward", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server (what happens without any command)
    Serve(Serve),
    /// Serve the pages on one's own computer, for a server that keeps only what is sealed
    Device(server::device::Settings),
    /// Read calendars: when somebody is busy, when two people are free
    #[command(subcommand)]
    Calendar(server::calendar::Command),
    /// Go through weekly scores: when early warning would have spoken
    #[command(subcommand)]
    Signals(server::signals::Command),
    /// Say what is in the library that is built in
    Library(server::library::Ask),
    /// Run a throw-away instance with a couple, Alex and Sam, who have ten weeks behind them
    Demo(Serve),
}

#[derive(Args)]
struct Serve {
    #[command(flatten)]
    settings: Settings,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // Scripts read what this command prints, wrong arguments included; asking for help is none.
        Err(wrong) if wrong.use_stderr() && std::env::args().nth(1).as_deref() == Some("calendar") => {
            let said = wrong.to_string();
            let first = said.lines().next().unwrap_or_default().trim_start_matches("error: ");
            say(&serde_json::json!({ "error": first }).to_string());
            return ExitCode::FAILURE;
        }
        Err(wrong) => wrong.exit(),
    };
    let done = match cli.command {
        None => wait(serve(cli.settings)),
        Some(Command::Serve(serve_with)) => wait(serve(serve_with.settings)),
        Some(Command::Device(settings)) => wait(server::device::run(settings, say)),
        Some(Command::Demo(demo_with)) => wait(server::demo::run(demo_with.settings, say)),
        Some(Command::Signals(ask)) => server::signals::run(&ask, &mut std::io::stdout()),
        Some(Command::Library(ask)) => server::library::run(&ask, &mut std::io::stdout()),
        Some(Command::Calendar(ask)) => {
            return server::calendar::run(&ask, &mut std::io::stdout(), &mut std::io::stderr());
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            let _ = writeln!(std::io::stderr(), "toward: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Starts the runtime, which only a server needs, and waits for it.
fn wait(work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| error.to_string())?.block_on(work)
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

async fn serve(settings: Settings) -> Result<(), String> {
    let config = settings.complete()?;
    server::log::start();
    let (listener, address) = run::listen(config.listen).await?;
    let host = run::open(&config, address, Cost::FLOOR).await?;
    let url = config.url.clone().unwrap_or_else(|| format!("http://{address}"));
    say(&format!("Toward is ready at {url}"));
    say(&format!(
        "Data: {}   Secrets (keep a copy apart): {}",
        config.data.display(),
        config.secrets.display()
    ));
    run::serve(Arc::new(host), listener).await
}
