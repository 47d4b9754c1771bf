//! Holds the benchmark: `check` beside `cat` and beside a bare read-and-parse of the same files.
//!
//! ```text
//! cargo bench --bench check -- [SIZES] [--dir DIR] [--seed N] [--rounds N] [--markdown]
//! ```
//!
//! SIZES are numbers of collaborations with commas between (100,1000,10000). Workspaces are written
//! once into DIR (a directory below the system's temporary one) and used again. Every row is a
//! process of its own; the rows take turns, after one round that warms the cache and is not timed.

#![allow(clippy::disallowed_methods, reason = "a benchmark reads files and starts processes")]

mod generator;

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use comity::document::{Document, Source};
use comity::model::agreement::Agreement;
use comity::model::collaboration::Head;
use comity::model::declare::{Walk, read_record};
use comity::model::digest;
use generator::{TODAY, Totals};

const COMITY: &str = env!("CARGO_BIN_EXE_comity");

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [how, root] = &*arguments
        && let "--read" | "--bare" = how.as_str()
    {
        return bare(Path::new(root), how == "--bare").map(drop).map_err(Into::into);
    }
    // `cargo test --benches` starts this too, without the word; there is nothing to test.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let options = Options::parse(arguments.into_iter())?;
    fs::create_dir_all(&options.dir)?;
    for &size in &options.sizes {
        let (root, about) = prepare(&options, size)?;
        let mut rows = rows(&root, size)?;
        measure(&mut rows, options.rounds)?;
        let title = format!("{size} collaborations {about}; median of {}", options.rounds);
        print(&table(&title, &rows, options.markdown))?;
    }
    let mut rows =
        vec![Row::comity("--version", &["--version"]), Row::comity("--help", &["--help"])];
    measure(&mut rows, options.rounds.max(21))?;
    print(&table("Start-up", &rows, options.markdown))
}

fn print(text: &str) -> Outcome<()> {
    Ok(io::stdout().write_all(text.as_bytes())?)
}

struct Options {
    sizes: Vec<usize>,
    dir: PathBuf,
    seed: u64,
    rounds: usize,
    markdown: bool,
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Outcome<Self> {
        let mut options = Self {
            sizes: vec![100, 1_000, 10_000],
            dir: std::env::temp_dir().join("comity-bench"),
            seed: 1,
            rounds: 7,
            markdown: false,
        };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} wants a value"));
            match argument.as_str() {
                "--bench" => {}
                "--markdown" => options.markdown = true,
                "--dir" => options.dir = value()?.into(),
                "--seed" => options.seed = value()?.parse()?,
                "--rounds" => options.rounds = value()?.parse::<usize>()?.max(1),
                sizes => {
                    let sizes = sizes.split(',').map(str::parse).collect::<Result<_, _>>();
                    options.sizes = sizes.map_err(|_| format!("no such option: {argument}"))?;
                }
            }
        }
        Ok(options)
    }
}

/// What the parties sign: the product's own digest, so that no sign-off is stale.
fn digest(collaboration: &Path) -> String {
    let source = |name: &str| {
        Source::new(name.to_owned(), fs::read(collaboration.join(name)).unwrap_or_default())
    };
    let (head, text) = (source("collaboration.toml"), source("agreement.toml"));
    let (head, text) = (Document::parse(&head), Document::parse(&text));
    let head: Head<'_> = read_record(head.root(), (0..0).into(), &mut Walk::default());
    digest::of::<Agreement<'_>>(&head, text.root()).unwrap_or_default()
}

/// The workspace of this size, written if it is not there yet, and a line about it.
///
/// A note beside it says how much it holds when complete, and with which digest it was signed.
fn prepare(options: &Options, size: usize) -> Outcome<(PathBuf, String)> {
    let name = format!("v{}-seed{}-{size}", generator::VERSION, options.seed);
    let root = options.dir.join(&name);
    let note = options.dir.join(format!("{name}.complete"));
    let first = root.join("collaborations").join(generator::id(0));
    let expected = fs::read_to_string(&note).unwrap_or_default();
    if let Some((about, proof)) = expected.split_once('\n')
        && let Ok(bytes) = bare(&root, false)
        && proof == format!("{bytes} bytes, {}", digest(&first))
    {
        return Ok((root, about.to_owned()));
    }
    if root.exists() {
        fs::remove_dir_all(&root)?;
    }
    let Totals { files, bytes } = generator::generate(&root, size, options.seed, &digest)?;
    let about = format!("(seed {}): {files} files, {bytes} bytes", options.seed);
    fs::write(note, format!("{about}\n{bytes} bytes, {}", digest(&first)))?;
    Ok((root, about))
}

/// A command to measure, and what was seen of it.
struct Row {
    name: &'static str,
    command: Command,
    /// Whether the process itself does the work, so that its peak memory says something.
    alone: bool,
    times: Vec<Duration>,
    peak: Option<u64>,
    exit: Option<i32>,
}

impl Row {
    fn new(name: &'static str, program: impl AsRef<Path>, arguments: &[&str]) -> Self {
        let mut command = Command::new(program.as_ref());
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null());
        Self { name, command, alone: true, times: Vec::new(), peak: None, exit: None }
    }

    fn comity(name: &'static str, arguments: &[&str]) -> Self {
        Self::new(name, COMITY, arguments)
    }

    fn median(&self) -> f64 {
        let mut times = self.times.clone();
        times.sort_unstable();
        times.get(times.len() / 2).map_or(f64::NAN, |time| time.as_secs_f64() * 1_000.0)
    }
}

fn rows(root: &Path, size: usize) -> Outcome<Vec<Row>> {
    let root = root.to_str().ok_or("the directory's name is not UTF-8")?;
    let this = std::env::current_exe()?;
    let script = "find \"$0\" -type f -print0 | xargs -0 cat > /dev/null";
    let one = generator::id(size / 2);
    let flags = ["check", "-C", root, "--today", TODAY, "--format", "json", &one];
    Ok(vec![
        Row { alone: false, ..Row::new("cat", "sh", &["-c", script, root]) },
        Row::new("read", &this, &["--read", root]),
        Row::new("bare", &this, &["--bare", root]),
        Row::comity("check", &flags[..flags.len() - 1]),
        Row::comity("check one", &flags),
    ])
}

/// Runs the rows in turn, once to warm up and look at memory, then `rounds` times by the clock.
fn measure(rows: &mut [Row], rounds: usize) -> io::Result<()> {
    for row in rows.iter_mut() {
        (row.peak, row.exit) = watch(&mut row.command)?;
    }
    for _ in 0..rounds {
        for row in rows.iter_mut() {
            let start = Instant::now();
            row.command.status()?;
            row.times.push(start.elapsed());
        }
    }
    Ok(())
}

/// Runs a command and looks again and again at the most memory it has held, in kilobytes.
fn watch(command: &mut Command) -> io::Result<(Option<u64>, Option<i32>)> {
    let mut child = command.spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let seen = line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(seen);
        if let Some(status) = child.try_wait()? {
            return Ok((peak, status.code()));
        }
        thread::sleep(Duration::from_micros(100));
    }
}

fn table(title: &str, rows: &[Row], markdown: bool) -> String {
    let median = |name| rows.iter().find(|row| row.name == name).map(Row::median);
    let (cat, bare) = (median("cat"), median("bare"));
    let dash = || "-".to_owned();
    let ratio =
        |time: f64, base: Option<f64>| base.map_or_else(dash, |base| format!("{:.2}", time / base));
    let heads = ["what", "median ms", "of cat", "of bare", "peak MB", "exit"].map(str::to_owned);
    let mut text = format!("{title}\n{}", line(&heads, markdown));
    if markdown {
        text = format!("**{title}**\n\n{}|---|---:|---:|---:|---:|---:|\n", line(&heads, true));
    }
    for row in rows {
        let time = row.median();
        let peak = row.peak.filter(|_| row.alone);
        let cells = [
            row.name.to_owned(),
            format!("{time:.1}"),
            ratio(time, cat),
            ratio(time, bare),
            peak.map_or_else(dash, |kb| format!("{}.{}", kb / 1024, kb % 1024 * 10 / 1024)),
            row.exit.map_or_else(dash, |exit| exit.to_string()),
        ];
        text += &line(&cells, markdown);
    }
    text + "\n"
}

fn line(cells: &[String; 6], markdown: bool) -> String {
    if markdown {
        return format!("| {} |\n", cells.join(" | "));
    }
    let [what, time, cat, bare, peak, exit] = cells;
    format!("{what:<20}{time:>12}{cat:>12}{bare:>12}{peak:>12}{exit:>12}\n")
}

/// Reads every file of a workspace and, where asked, parses it: the least that `check` must do.
/// Gives back how many bytes there were.
fn bare(root: &Path, parse: bool) -> io::Result<usize> {
    let mut units: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(root)? {
        let path = entry?.path();
        if path.ends_with("collaborations") {
            for entry in fs::read_dir(path)? {
                units.push(entry?.path());
            }
        } else {
            units.push(path);
        }
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut buffer, mut bytes) = (vec![0; 64 * 1024], 0);
        while let Some(unit) = units.get(next.fetch_add(1, Ordering::Relaxed)) {
            bytes += visit(unit, unit.extension().is_none(), &mut buffer, parse)?;
        }
        io::Result::Ok(bytes)
    };
    thread::scope(|scope| {
        let other = scope.spawn(work);
        let bytes = work()?;
        let others = other.join().map_err(|_| io::Error::other("a reading thread panicked"))?;
        Ok(bytes + others?)
    })
}

fn visit(path: &Path, directory: bool, buffer: &mut Vec<u8>, parse: bool) -> io::Result<usize> {
    if directory {
        let mut bytes = 0;
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            bytes += visit(&entry.path(), entry.file_type()?.is_dir(), buffer, parse)?;
        }
        return Ok(bytes);
    }
    let mut file = File::open(path)?;
    let mut length = 0;
    // No look at the size first, and none at the end: a read that leaves room was the last.
    loop {
        length += file.read(&mut buffer[length..])?;
        if length < buffer.len() {
            break;
        }
        buffer.resize(2 * buffer.len(), 0);
    }
    let text = str::from_utf8(&buffer[..length]).map_err(io::Error::other)?;
    if parse {
        std::hint::black_box(toml::de::DeTable::parse_recoverable(text));
    } else {
        std::hint::black_box(text);
    }
    Ok(length)
}
