//! Hostile files, in a process of their own so that its memory can be measured. See [`kinds`] for the texts.

#[cfg(test)]
mod binary;
#[cfg(test)]
mod kinds;
#[cfg(test)]
mod reader;
