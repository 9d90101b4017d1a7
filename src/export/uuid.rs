//! UUIDs of version 5 (RFC 9562): the same name gives the same id, on every machine and in every file, so that a plan can
//! name what a provider's document provides.

use std::fmt::Write as _;

/// `uuid5(NAMESPACE_URL, "https://github.com/crmlint/crmlint")`.
const NAMESPACE: [u8; 16] =
    [0x7c, 0x6f, 0xab, 0xc0, 0x75, 0x6c, 0x59, 0x8a, 0x81, 0xaf, 0x70, 0xd4, 0xce, 0x06, 0x1d, 0x34];

/// The id of a name.
pub(super) fn of(name: &str) -> String {
    let mut text = NAMESPACE.to_vec();
    text.extend_from_slice(name.as_bytes());
    let mut bytes = sha1(&text);
    if let Some(byte) = bytes.get_mut(6) {
        *byte = (*byte & 0x0f) | 0x50;
    }
    if let Some(byte) = bytes.get_mut(8) {
        *byte = (*byte & 0x3f) | 0x80;
    }
    let mut out = String::with_capacity(36);
    for (i, byte) in bytes.iter().take(16).enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// SHA-1, which version 5 is made with; nothing rests on its strength.
fn sha1(text: &[u8]) -> Vec<u8> {
    let mut padded = text.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend_from_slice(&(text.len() as u64).wrapping_mul(8).to_be_bytes());
    let mut state: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    for block in padded.chunks_exact(64) {
        state = round(state, block);
    }
    state.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn round(state: [u32; 5], block: &[u8]) -> [u32; 5] {
    let word = |four: &[u8]| four.iter().fold(0_u32, |all, byte| (all << 8) | u32::from(*byte));
    let mut words: Vec<u32> = block.chunks_exact(4).map(word).collect();
    for at in 16..80_usize {
        let back = |n: usize| words.get(at - n).copied().unwrap_or(0);
        let next = (back(3) ^ back(8) ^ back(14) ^ back(16)).rotate_left(1);
        words.push(next);
    }
    let mut mixed = state;
    for (at, word) in words.iter().enumerate() {
        mixed = step(mixed, at, *word);
    }
    let mut out = state;
    out.iter_mut().zip(mixed).for_each(|(word, more)| *word = word.wrapping_add(more));
    out
}

fn step([first, second, third, fourth, fifth]: [u32; 5], at: usize, word: u32) -> [u32; 5] {
    let (mixed, constant) = match at {
        0..20 => ((second & third) | (!second & fourth), 0x5a82_7999_u32),
        20..40 => (second ^ third ^ fourth, 0x6ed9_eba1),
        40..60 => ((second & third) | (second & fourth) | (third & fourth), 0x8f1b_bcdc),
        _ => (second ^ third ^ fourth, 0xca62_c1d6),
    };
    let sum = first.rotate_left(5).wrapping_add(mixed).wrapping_add(fifth);
    [sum.wrapping_add(constant).wrapping_add(word), first, second.rotate_left(30), third, fourth]
}
