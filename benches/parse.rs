//! Readers side by side on the same content, one thread, text in memory, in interleaved rounds: ours, ours with the check
//! of UTF-8, the `kdl` crate, and `serde_json` on the content as minified JSON.
//!
//! `cargo bench --bench parse` prints the table. Behind `--`: `--rounds N`; `--content typical` or `ridgeline`; `--one NAME`
//! runs one reader so many rounds and prints nothing, for `valgrind`; `--write DIR` writes the typical organization.
#![expect(clippy::print_stdout, reason = "a bench prints its table")]

#[path = "content/typical.rs"]
mod typical;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crmlint::parse::{Parsed, decode, parse};
use crmlint::source::FileId;

/// What the bench could not do.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The `kdl` crate recurses.
const STACK: usize = 64 * 1024 * 1024;
/// How long one sample takes at least: short ones are repeated.
const SAMPLE: Duration = Duration::from_millis(4);

/// The same content in both forms.
struct Content {
    name: &'static str,
    kdl: Vec<String>,
    json: Vec<String>,
}

/// A reader of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    Ours,
    Decoded,
    Kdl,
    Ignored,
    Json,
}

const READERS: [Reader; 5] = [Reader::Ours, Reader::Decoded, Reader::Kdl, Reader::Ignored, Reader::Json];

/// The only place here that knows how a document becomes JSON.
fn minified(text: &str, parsed: &Parsed) -> Result<String, Failure> {
    Ok(serde_json::to_string(&crmlint::schema::document_json(parsed.document.nodes(text)))?)
}

impl Content {
    fn new(name: &'static str, kdl: Vec<String>) -> Result<Self, Failure> {
        let mut json = Vec::new();
        for text in &kdl {
            let parsed = parse(FileId(0), text);
            if !parsed.complete || !parsed.findings.is_empty() {
                return Err(format!("{name} is not read whole: {:?}", parsed.findings).into());
            }
            json.push(minified(text, &parsed)?);
        }
        Ok(Self { name, kdl, json })
    }

    fn typical() -> Result<Self, Failure> {
        let files = typical::organization(typical::SEED);
        Self::new("typical", files.into_iter().map(|(_, text)| text).collect())
    }

    fn ridgeline() -> Result<Self, Failure> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ridgeline");
        let mut paths: Vec<PathBuf> = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            paths.push(entry?.path());
        }
        paths.retain(|p| p.extension().is_some_and(|e| e == "kdl"));
        paths.sort();
        let texts: std::io::Result<Vec<String>> = paths.iter().map(std::fs::read_to_string).collect();
        Self::new("ridgeline", texts?)
    }
}

impl Reader {
    /// As in `--one`.
    fn word(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Decoded => "decoded",
            Self::Kdl => "kdl",
            Self::Ignored => "ignored",
            Self::Json => "value",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Ours => "ours, parse",
            Self::Decoded => "ours, decode and parse",
            Self::Kdl => "kdl, parse_v2",
            Self::Ignored => "serde_json, IgnoredAny",
            Self::Json => "serde_json, Value",
        }
    }

    /// Bytes of the text that this reader reads.
    fn bytes(self, content: &Content) -> usize {
        let texts = if matches!(self, Self::Ignored | Self::Json) { &content.json } else { &content.kdl };
        texts.iter().map(String::len).sum()
    }

    /// Reads the content so many times. What was read is dropped within the time, as every caller has to in the end;
    /// the bytes that `decode` takes are made before it.
    fn sample(self, content: &Content, times: usize) -> Result<Duration, Failure> {
        let taken = if self == Self::Decoded { times } else { 0 };
        let owned: Vec<Vec<u8>> = (0..taken).flat_map(|_| content.kdl.iter().map(|t| t.as_bytes().to_vec())).collect();
        let begun = Instant::now();
        if self == Self::Decoded {
            for bytes in owned {
                read_decoded(bytes)?;
            }
            return Ok(begun.elapsed());
        }
        for _ in 0..times {
            match self {
                Self::Ours | Self::Decoded => content.kdl.iter().for_each(|t| read_ours(t)),
                Self::Kdl => content.kdl.iter().try_for_each(|t| read_kdl(t))?,
                Self::Ignored => content.json.iter().try_for_each(|t| read_ignored(t))?,
                Self::Json => content.json.iter().try_for_each(|t| read_value(t))?,
            }
        }
        Ok(begun.elapsed())
    }
}

// Never inlined, so that `valgrind --toggle-collect` finds them by name.

#[inline(never)]
fn read_ours(text: &str) {
    black_box(parse(FileId(0), black_box(text)));
}

#[inline(never)]
fn read_decoded(bytes: Vec<u8>) -> Result<(), Failure> {
    let text = decode(black_box(bytes)).map_err(|e| format!("{e:?}"))?;
    black_box(parse(FileId(0), &text));
    Ok(())
}

#[inline(never)]
fn read_kdl(text: &str) -> Result<(), Failure> {
    black_box(kdl::KdlDocument::parse_v2(black_box(text)).map_err(|e| e.to_string())?);
    Ok(())
}

#[inline(never)]
fn read_ignored(text: &str) -> Result<(), Failure> {
    black_box(serde_json::from_str::<serde::de::IgnoredAny>(black_box(text))?);
    Ok(())
}

#[inline(never)]
fn read_value(text: &str) -> Result<(), Failure> {
    black_box(serde_json::from_str::<serde_json::Value>(black_box(text))?);
    Ok(())
}

/// Times of one reader for the content once, in seconds.
struct Times {
    best: f64,
    median: f64,
}

fn measure(content: &Content, rounds: usize) -> Result<Vec<Times>, Failure> {
    let mut repeats = Vec::new();
    for reader in READERS {
        let once = reader.sample(content, 1)?.min(reader.sample(content, 1)?);
        let times = SAMPLE.as_nanos() / once.as_nanos().max(1) + 1;
        repeats.push((reader, usize::try_from(times)?, Vec::new()));
    }
    for _ in 0..rounds {
        for (reader, times, samples) in &mut repeats {
            let took = reader.sample(content, *times)?.as_secs_f64();
            samples.push(took / u32::try_from(*times).map(f64::from)?);
        }
    }
    let times = repeats.into_iter().map(|(_, _, mut samples)| {
        samples.sort_by(f64::total_cmp);
        let at = |i: usize| samples.get(i).copied().unwrap_or(f64::NAN);
        Times { best: at(0), median: at(samples.len() / 2) }
    });
    Ok(times.collect())
}

#[expect(clippy::cast_precision_loss, reason = "sizes of files")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn table(content: &Content, rounds: usize) -> Result<(), Failure> {
    let times = measure(content, rounds)?;
    println!("{}, {} files, {rounds} rounds", content.name, content.kdl.len());
    println!("{:<24} {:>9} {:>12} {:>10} {:>10} {:>8}", "reader", "bytes", "median us", "best us", "MB/s", "best");
    for (reader, t) in READERS.iter().zip(&times) {
        let bytes = reader.bytes(content);
        println!(
            "{:<24} {bytes:>9} {:>12.1} {:>10.1} {:>10.1} {:>8.1}",
            reader.title(),
            t.median * 1e6,
            t.best * 1e6,
            megabytes(bytes) / t.median,
            megabytes(bytes) / t.best
        );
    }
    let of = |wanted: Reader| READERS.iter().zip(&times).find(|(r, _)| **r == wanted).map(|(_, t)| t);
    if let (Some(ours), Some(kdl), Some(ignored), Some(value)) =
        (of(Reader::Ours), of(Reader::Kdl), of(Reader::Ignored), of(Reader::Json))
    {
        let rate = |reader: Reader, seconds: f64| megabytes(reader.bytes(content)) / seconds;
        let line = |what: &str, median: f64, best: f64| println!("{what:<58} {median:>9.3} {best:>9.3}");
        println!("{:<58} {:>9} {:>9}", "ratio", "median", "best");
        line("time of kdl / ours, same content", kdl.median / ours.median, kdl.best / ours.best);
        line("time of IgnoredAny / ours, same content", ignored.median / ours.median, ignored.best / ours.best);
        line(
            "bytes per second, ours / IgnoredAny, each its own text",
            rate(Reader::Ours, ours.median) / rate(Reader::Ignored, ignored.median),
            rate(Reader::Ours, ours.best) / rate(Reader::Ignored, ignored.best),
        );
        line("time of Value / ours, same content", value.median / ours.median, value.best / ours.best);
    }
    println!();
    Ok(())
}

/// What the command line asks for.
struct Wishes {
    contents: Vec<Content>,
    rounds: Option<usize>,
    one: Option<Reader>,
}

fn wishes() -> Result<Option<Wishes>, Failure> {
    let mut args = std::env::args().skip(1);
    let (mut rounds, mut one, mut content) = (None, None, None);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--rounds" => rounds = Some(value()?.parse()?),
            "--content" => content = Some(value()?),
            "--one" => {
                let word = value()?;
                let known = READERS.into_iter().find(|r| r.word() == word);
                one = Some(known.ok_or_else(|| format!("no reader `{word}`: ours decoded kdl ignored value"))?);
            }
            "--write" => {
                let folder = PathBuf::from(value()?);
                std::fs::create_dir_all(&folder)?;
                for (name, text) in typical::organization(typical::SEED) {
                    std::fs::write(folder.join(name), text)?;
                }
                return Ok(None);
            }
            // Cargo's own.
            "--bench" => {}
            other => return Err(format!("`{other}` is not known: --rounds --content --one --write").into()),
        }
    }
    let contents = match (content.as_deref(), one) {
        (Some("typical"), _) | (None, Some(_)) => vec![Content::typical()?],
        (Some("ridgeline"), _) => vec![Content::ridgeline()?],
        (Some(other), _) => return Err(format!("no content `{other}`: typical ridgeline").into()),
        (None, None) => vec![Content::typical()?, Content::ridgeline()?],
    };
    Ok(Some(Wishes { contents, rounds, one }))
}

fn run() -> Result<(), Failure> {
    let Some(wishes) = wishes()? else { return Ok(()) };
    for content in &wishes.contents {
        match wishes.one {
            Some(reader) => {
                reader.sample(content, wishes.rounds.unwrap_or(1))?;
            }
            None => table(content, wishes.rounds.unwrap_or(41))?,
        }
    }
    Ok(())
}

fn main() -> Result<(), Failure> {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(run)?;
    thread.join().map_err(|_| "the thread that measures broke")?
}
