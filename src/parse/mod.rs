//! Text to nodes with spans.
