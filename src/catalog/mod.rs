//! Frameworks and cloud offerings, as data with citations.
