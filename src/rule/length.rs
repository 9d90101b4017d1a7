//! Durations of rules, `P12M`: months, days and seconds, so that they can be constants.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::fact::Period;

/// A duration: calendar months, days and seconds are kept apart, since a month has no fixed number of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Length {
    /// Years and months, in months.
    pub months: i32,
    /// Weeks and days, in days.
    pub days: i32,
    /// Hours, minutes and seconds, in seconds.
    pub seconds: i64,
}

impl Length {
    /// Reads an ISO 8601 duration that is not negative.
    pub fn read(text: &str) -> Option<Self> {
        if !text.starts_with('P') {
            return None;
        }
        let span: jiff::Span = text.parse().ok()?;
        (!span.is_negative()).then(|| Self::of(Period(span)))?
    }

    /// The duration of a cell; fractions of a second are dropped, `None` beyond ±2³¹ months or days.
    pub fn of(period: Period) -> Option<Self> {
        let s = period.0;
        Some(Self {
            months: (i32::from(s.get_years()) * 12).checked_add(s.get_months())?,
            days: s.get_weeks().checked_mul(7)?.checked_add(s.get_days())?,
            seconds: i64::from(s.get_hours()) * 3600 + s.get_minutes() * 60 + s.get_seconds(),
        })
    }

    fn span(self) -> Option<jiff::Span> {
        jiff::Span::new().try_months(self.months).ok()?.try_days(self.days).ok()?.try_seconds(self.seconds).ok()
    }

    /// The day that lies this long before another.
    pub fn before(self, day: Date) -> Option<Date> {
        day.checked_sub(self.span()?).ok()
    }

    /// Compares two durations, counted from a day.
    pub fn compare(self, other: Self, day: Date) -> Option<Ordering> {
        self.span()?.compare((other.span()?, day)).ok()
    }

    /// As ISO 8601: `P12M`, `P1DT12H`.
    pub fn iso(self) -> String {
        let date = [(i64::from(self.months), 'M'), (i64::from(self.days), 'D')];
        let time = [(self.seconds / 3600, 'H'), (self.seconds % 3600 / 60, 'M'), (self.seconds % 60, 'S')];
        let write = |parts: &[(i64, char)]| -> String {
            let parts: Vec<String> =
                parts.iter().filter(|(n, _)| *n != 0).map(|(n, unit)| format!("{n}{unit}")).collect();
            parts.concat()
        };
        match (write(&date), write(&time)) {
            (date, time) if date.is_empty() && time.is_empty() => "P0D".to_owned(),
            (date, time) if time.is_empty() => format!("P{date}"),
            (date, time) => format!("P{date}T{time}"),
        }
    }

    /// "12 months", "1 year and 2 days".
    pub fn words(self) -> String {
        let mut parts = Vec::new();
        let mut put = |n: i64, unit: &str| {
            if n != 0 {
                parts.push(format!("{n} {unit}{}", if n == 1 { "" } else { "s" }));
            }
        };
        let months = i64::from(self.months);
        if months % 12 == 0 && months > 12 {
            put(months / 12, "year");
        } else {
            put(months, "month");
        }
        put(i64::from(self.days), "day");
        put(self.seconds / 3600, "hour");
        put(self.seconds % 3600 / 60, "minute");
        put(self.seconds % 60, "second");
        if parts.is_empty() { "no time".to_owned() } else { crate::finding::join_and(&parts) }
    }
}
