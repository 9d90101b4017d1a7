//! Small edits of seeds, the same for the same number: what the mutated inputs of the tests are made of.

#![expect(clippy::string_slice, reason = "a panic is how a test fails")]

/// A sequence of numbers that look random (splitmix64).
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `n`; 0 if `n` is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % (n.max(1) as u64)).unwrap_or(0)
    }

    pub(crate) fn pick<'a>(&mut self, from: &'a [String]) -> &'a str {
        &from[self.below(from.len())]
    }
}

/// What is put in.
pub(crate) struct Pieces {
    /// Every token, blank and line break, and what is nearly one.
    pub(crate) all: Vec<String>,
    /// What may stand for a word without making the text wrong, mostly.
    pub(crate) words: Vec<String>,
    /// The same for values only.
    pub(crate) values: Vec<String>,
    /// Blanks within a node.
    pub(crate) blanks: Vec<String>,
}

/// One to four edits of a seed: a piece put in, a stretch taken out, doubled, moved or replaced by one of another seed,
/// or a word or blank replaced by another one.
pub(crate) fn mutate(numbers: &mut Numbers, pieces: &Pieces, seed: &str, other: &str, longest: usize) -> String {
    let mut text = window(numbers, seed, longest);
    let edits = 1 + numbers.below(4);
    for _ in 0..=numbers.below(edits) {
        let (from, to) = stretch(numbers, &text);
        match numbers.below(18) {
            0..=4 => replace_word(numbers, pieces, &mut text, from),
            5..=7 => replace_blank(numbers, pieces, &mut text, from),
            8 | 9 => text.insert_str(from, numbers.pick(&pieces.all)),
            10 | 11 => text.replace_range(from..to, ""),
            12 => text.replace_range(from..to, numbers.pick(&pieces.all)),
            13 => text.insert_str(to, text[from..to].to_owned().as_str()),
            14 | 15 => {
                let taken = text[from..to].to_owned();
                text.replace_range(from..to, "");
                let at = boundary(&text, numbers.below(text.len() + 1));
                text.insert_str(at, &taken);
            }
            _ => {
                let (a, b) = stretch(numbers, other);
                text.replace_range(from..to, &other[a..b]);
            }
        }
    }
    let end = boundary(&text, longest.min(text.len()));
    text.truncate(end);
    text
}

/// Puts another word for the one at a place, names and types included.
fn replace_word(numbers: &mut Numbers, pieces: &Pieces, text: &mut String, at: usize) {
    let part = |c: char| c.is_alphanumeric() || "._+-#".contains(c);
    let start = text[..at].trim_end_matches(part).len();
    let end = text.len() - text[at..].trim_start_matches(part).len();
    let value = text[..start].ends_with([' ', '=', '\t']) && numbers.below(2) == 0;
    text.replace_range(start..end, numbers.pick(if value { &pieces.values } else { &pieces.words }));
}

/// Puts other blanks for the next ones behind a place.
fn replace_blank(numbers: &mut Numbers, pieces: &Pieces, text: &mut String, at: usize) {
    if let Some(start) = text[at..].find([' ', '\t']).map(|n| at + n) {
        let end = text.len() - text[start..].trim_start_matches([' ', '\t']).len();
        text.replace_range(start..end, numbers.pick(&pieces.blanks));
    }
}

/// Two to sixteen pieces in a row.
pub(crate) fn soup(numbers: &mut Numbers, pieces: &Pieces) -> String {
    (0..=1 + numbers.below(15)).map(|_| numbers.pick(&pieces.all)).collect()
}

fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// Whole lines of a long seed.
fn window(numbers: &mut Numbers, seed: &str, longest: usize) -> String {
    if seed.len() <= longest {
        return seed.to_owned();
    }
    let at = boundary(seed, numbers.below(seed.len()));
    let start = seed[..at].rfind('\n').map_or(0, |n| n + 1);
    let end = boundary(seed, (start + longest).min(seed.len()));
    let end = seed[start..end].rfind('\n').map_or(end, |n| start + n + 1);
    seed[start..end].to_owned()
}

/// A short stretch, mostly of a few bytes.
fn stretch(numbers: &mut Numbers, text: &str) -> (usize, usize) {
    let from = boundary(text, numbers.below(text.len() + 1));
    let reach = [1, 2, 4, 8, 30][numbers.below(5)];
    let to = boundary(text, (from + 1 + numbers.below(reach)).min(text.len())).max(from);
    (from, to)
}
