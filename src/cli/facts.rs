//! `crmlint facts`: the tables and fields that rules can read; with `--values` what was derived for a project, with the
//! places that each derived fact follows from.

use std::fmt::Write as _;

use super::session::{Wishes, open};
use super::{FactsArgs, Failure, output};
use crate::check::interpret;
use crate::fact::{Cell, CellValue, Facts, FieldDef, FieldType, Row, TableDef};
use crate::finding::{join_and, nearest};
use crate::rule::facts::{PUBLIC, table_index, vocabulary};
use crate::source::{Sources, printable};

pub(super) fn run(args: &FactsArgs) -> Result<u8, Failure> {
    let tables = chosen(args.table.as_deref())?;
    if !args.values {
        output::out(&describe(&tables));
        return Ok(0);
    }
    let wishes =
        Wishes { paths: args.path.clone().into_iter().collect(), as_of: args.as_of.clone(), ..Wishes::default() };
    let session = open(&wishes)?;
    if let Some(error) = session.errors.first() {
        return Err(Failure::Read(error.to_string()));
    }
    for ready in &session.units {
        let read = interpret(&session.sources, &ready.unit, &ready.catalog, ready.settings.as_of);
        let printer = Printer { facts: &read.facts, sources: &session.sources };
        output::out(&tables.iter().map(|(ix, t)| printer.table(*ix, t)).collect::<String>());
    }
    Ok(if session.units.is_empty() { 3 } else { 0 })
}

fn chosen(name: Option<&str>) -> Result<Vec<(usize, &'static TableDef)>, Failure> {
    let all = vocabulary().iter().enumerate();
    let found: Vec<(usize, &TableDef)> = match name {
        None => all.filter(|(_, t)| PUBLIC.contains(&t.name)).collect(),
        Some(name) => all.filter(|(_, t)| t.name == name).collect(),
    };
    match name {
        Some(name) if found.is_empty() => {
            let near = nearest(name, vocabulary().iter().map(|t| t.name))
                .map_or_else(String::new, |n| format!("; did you mean `{n}`?"));
            Err(Failure::Usage(format!("there is no table `{name}`{near}")))
        }
        _ => Ok(found),
    }
}

fn describe(tables: &[(usize, &TableDef)]) -> String {
    let mut out = String::new();
    for (_, table) in tables {
        let _ = writeln!(out, "{}\n  {}", table.name, table.doc);
        for field in &table.fields {
            let star = if field.derived { "*" } else { "" };
            let _ = writeln!(out, "    {:<24} {}", format!("{}{star}", field.name), field.ty.describe());
            let _ = writeln!(out, "      {}", field.doc);
        }
        out.push('\n');
    }
    out.push_str("* derived by crmlint\n");
    out
}

/// A cell of a row, by the name of its field.
pub(super) fn field<'a>(table: &str, row: &'a Row, name: &str) -> Option<(FieldType, &'a Cell)> {
    let fields = &vocabulary().get(table_index(table)?)?.fields;
    let at = fields.iter().position(|f| f.name == name)?;
    Some((fields.get(at)?.ty, row.cells.get(at)?))
}

/// True when the field is a boolean that holds.
pub(super) fn holds(table: &str, row: &Row, name: &str) -> bool {
    field(table, row, name).is_some_and(|(_, cell)| cell.value == CellValue::Bool(true))
}

/// Numbers of the rows that a list or reference names.
pub(super) fn named(table: &str, row: &Row, name: &str) -> Vec<u32> {
    match field(table, row, name).map(|(_, cell)| &cell.value) {
        Some(CellValue::List { rows, .. }) => rows.clone(),
        Some(CellValue::Row(row)) => vec![*row],
        _ => Vec::new(),
    }
}

/// The facts of a unit in words.
#[derive(Clone, Copy)]
pub(super) struct Printer<'a> {
    pub(super) facts: &'a Facts,
    pub(super) sources: &'a Sources,
}

impl<'a> Printer<'a> {
    /// The rows of a table.
    pub(super) fn rows(&self, table: &str) -> &'a [Row] {
        table_index(table).and_then(|t| self.facts.tables.get(t)).map_or(&[], Vec::as_slice)
    }

    /// The value of a field on one line, empty when it is absent.
    pub(super) fn text(&self, table: &str, row: &'a Row, field: &str) -> String {
        let value = self::field(table, row, field).map_or_else(String::new, |(ty, cell)| self.value(ty, cell));
        value.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// `path:line:column` of a row.
    pub(super) fn place(&self, row: &Row) -> String {
        self.sources.place(row.span)
    }

    fn table(&self, ix: usize, table: &TableDef) -> String {
        let mut out = String::new();
        for row in self.facts.tables.get(ix).into_iter().flatten() {
            let _ = writeln!(out, "{} ({})", printable(&row.subject.path()), self.sources.place(row.span));
            for (field, cell) in table.fields.iter().zip(&row.cells) {
                out.push_str(&self.cell(field, cell));
            }
            out.push('\n');
        }
        out
    }

    fn cell(&self, field: &FieldDef, cell: &Cell) -> String {
        let value = self.value(field.ty, cell);
        if value.is_empty() {
            return String::new();
        }
        let mut out = format!("  {}: {}", field.name, printable(&value));
        if cell.because.is_empty() {
            out.push('\n');
            return out;
        }
        out.push_str(", because\n");
        for reason in cell.because.iter() {
            let _ = writeln!(out, "      {} ({})", printable(&reason.text), self.sources.place(reason.span));
        }
        out
    }

    /// A value on one line, empty when it is absent.
    pub(super) fn value(&self, ty: FieldType, cell: &Cell) -> String {
        let word = |words: &[&str], ix: u16| words.get(usize::from(ix)).map_or_else(String::new, |w| (*w).to_owned());
        match (&cell.value, ty) {
            (CellValue::Unknown, _) => "not known".to_owned(),
            (CellValue::Bool(b), _) => if *b { "yes" } else { "no" }.to_owned(),
            (CellValue::Word(w), FieldType::Enum(words)) => word(words, *w),
            (CellValue::Words(items), FieldType::EnumSet(words)) => {
                join_and(&items.iter().map(|i| word(words, i.value)).collect::<Vec<_>>())
            }
            (CellValue::Texts(items), _) => join_and(&items.iter().map(|i| i.value.clone()).collect::<Vec<_>>()),
            (CellValue::Text(t), _) => t.to_string(),
            (CellValue::Number(n), _) => n.to_string(),
            (CellValue::Date(d), _) => d.to_string(),
            (CellValue::Duration(d), _) => d.0.to_string(),
            (CellValue::List { rows, open }, FieldType::List(table)) => {
                let more = if *open { " (and perhaps more in files that were not read)" } else { "" };
                let names: Vec<String> = rows.iter().take(6).map(|r| self.name(table, *r)).collect();
                format!(
                    "{}{}{more}",
                    rows.len(),
                    if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) }
                )
            }
            (CellValue::Row(r), FieldType::Ref(table) | FieldType::Record(table)) => self.name(table, *r),
            _ => String::new(),
        }
    }

    fn name(&self, table: &str, row: u32) -> String {
        let found = table_index(table).and_then(|t| self.facts.tables.get(t)).and_then(|t| t.get(row as usize));
        found.map_or_else(String::new, |r: &Row| format!("{} ({})", r.subject.path(), self.sources.place(r.span)))
    }
}
