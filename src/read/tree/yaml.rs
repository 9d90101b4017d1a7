//! YAML by the events of `saphyr-parser`.

use saphyr_parser::{Event, Marker, Parser};

use super::{DEPTH_MAX, Ix, Kind, Nodes};

/// Characters after each of which the place is noted.
const STEP: usize = 256;

/// An object or a list that is not at its end.
struct Open {
    start: usize,
    is_map: bool,
    /// The key whose value comes next.
    key: Option<String>,
    entries: Vec<(String, Ix)>,
    members: Vec<Ix>,
}

/// Parses the first document of the text.
pub(super) fn parse(text: &str, nodes: &mut Nodes) -> Result<Ix, (String, usize)> {
    // A line may hold the whole file, so that columns are not counted from its beginning.
    let mut lines = vec![0];
    let mut places = Vec::new();
    for (count, (at, c)) in text.char_indices().enumerate() {
        if count % STEP == 0 {
            places.push(at);
        }
        if c == '\n' {
            lines.push(count + 1);
        }
    }
    let offset = |mark: &Marker| -> usize {
        let Some(start) = lines.get(mark.line().saturating_sub(1)) else { return text.len() };
        let count = start + mark.col();
        let from = places.get(count / STEP).copied().unwrap_or(text.len());
        let rest = text.get(from..).unwrap_or("");
        rest.char_indices().nth(count % STEP).map_or(text.len(), |(at, _)| from + at)
    };
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|e| (format!("it is not YAML: {}", e.info()), offset(e.marker())))?;
        let start = offset(&span.start);
        let is_map = matches!(event, Event::MappingStart(..));
        let value = match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if open.len() >= DEPTH_MAX {
                    return Err((
                        format!("its values lie deeper than {DEPTH_MAX}, the most that crmlint reads"),
                        start,
                    ));
                }
                open.push(Open { start, is_map, key: None, entries: Vec::new(), members: Vec::new() });
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                let Some(done) = open.pop() else { continue };
                let kind = if done.is_map { Kind::Object(done.entries) } else { Kind::List(done.members) };
                nodes.add(kind, done.start, offset(&span.end).max(done.start))?
            }
            Event::Scalar(text, ..) => {
                // A key is no value.
                if let Some(Open { is_map: true, key: key @ None, .. }) = open.last_mut() {
                    *key = Some(text.into_owned());
                    continue;
                }
                let is_null = matches!(text.as_ref(), "" | "~" | "null");
                let kind = if is_null { Kind::Null } else { Kind::Text(text.into_owned()) };
                nodes.add(kind, start, offset(&span.end))?
            }
            // Followed without limit, a few aliases make a text of any size.
            Event::Alias(_) => return Err(("it uses an alias, which crmlint does not follow".to_owned(), start)),
            Event::DocumentEnd => break,
            _ => continue,
        };
        match open.last_mut() {
            Some(Open { is_map: true, key, entries, .. }) => entries.push((key.take().unwrap_or_default(), value)),
            Some(list) => list.members.push(value),
            None => return Ok(value),
        }
    }
    Err(("it is not YAML: it holds nothing".to_owned(), 0))
}
