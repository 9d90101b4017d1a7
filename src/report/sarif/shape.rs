//! The objects of SARIF 2.1.0 as they are written, with the names of the standard.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Notification, RuleInfo, level_word, message};
use crate::finding::{Finding, Level, RuleName, Status};

#[derive(Serialize)]
pub(super) struct LogSarif<'a> {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) version: &'static str,
    pub(super) runs: [RunSarif<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RunSarif<'a> {
    pub(super) tool: ToolSarif<'a>,
    pub(super) invocations: [InvocationSarif; 1],
    pub(super) original_uri_base_ids: BTreeMap<&'static str, BaseSarif>,
    pub(super) column_kind: &'static str,
    pub(super) newline_sequences: [&'static str; 3],
    pub(super) results: Vec<ResultSarif>,
}

#[derive(Serialize)]
pub(super) struct BaseSarif {
    pub(super) description: MessageSarif,
}

#[derive(Serialize)]
pub(super) struct ToolSarif<'a> {
    pub(super) driver: DriverSarif<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DriverSarif<'a> {
    pub(super) name: &'static str,
    pub(super) semantic_version: &'static str,
    pub(super) information_uri: &'static str,
    pub(super) rules: Vec<RuleSarif<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RuleSarif<'a> {
    pub(super) id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) short_description: Option<MessageSarif>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) full_description: Option<MessageSarif>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help: Option<MessageSarif>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help_uri: Option<&'a str>,
    pub(super) default_configuration: ConfigurationSarif,
    pub(super) properties: RulePropertiesSarif<'a>,
}

impl<'a> RuleSarif<'a> {
    pub(super) fn of(rule: &'a RuleInfo) -> Self {
        let stated = |text: &'a str| Some(text.trim()).filter(|t| !t.is_empty());
        let cite = rule.cite.join("; ");
        let help = match (stated(&rule.why), cite.is_empty()) {
            (Some(why), true) => Some(why.to_owned()),
            (Some(why), false) => Some(format!("{why}\n\ncite: {cite}")),
            (None, false) => Some(format!("cite: {cite}")),
            (None, true) => None,
        };
        let tags: BTreeSet<&str> = rule.tags.iter().map(String::as_str).collect();
        Self {
            id: &rule.name,
            short_description: stated(&rule.summary).map(message),
            full_description: stated(&rule.why).map(message),
            help: help.map(message),
            help_uri: stated(&rule.help_uri),
            default_configuration: ConfigurationSarif {
                enabled: rule.level != Level::Off,
                level: level_word(rule.level),
            },
            properties: RulePropertiesSarif { tags, cite: &rule.cite },
        }
    }
}

#[derive(Serialize)]
pub(super) struct ConfigurationSarif {
    pub(super) enabled: bool,
    pub(super) level: &'static str,
}

#[derive(Serialize)]
pub(super) struct RulePropertiesSarif<'a> {
    pub(super) tags: BTreeSet<&'a str>,
    pub(super) cite: &'a [String],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InvocationSarif {
    pub(super) execution_successful: bool,
    pub(super) exit_code: u8,
    pub(super) tool_execution_notifications: Vec<NotificationSarif>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NotificationSarif {
    pub(super) level: &'static str,
    pub(super) message: MessageSarif,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) locations: Vec<LocationSarif>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) associated_rule: Option<ReferenceSarif>,
}

impl NotificationSarif {
    pub(super) fn of(notification: &Notification) -> Self {
        Self {
            level: level_word(notification.level),
            message: message(notification.message.as_str()),
            locations: Vec::new(),
            associated_rule: None,
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct ReferenceSarif {
    pub(super) id: RuleName,
    pub(super) index: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct MessageSarif {
    pub(super) text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultSarif {
    pub(super) rule_id: RuleName,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rule_index: Option<usize>,
    pub(super) level: &'static str,
    pub(super) message: MessageSarif,
    pub(super) locations: [LocationSarif; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related_locations: Vec<LocationSarif>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) baseline_state: Option<&'static str>,
    /// All results have it or none: the standard says so in 3.27.23.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) suppressions: Option<Vec<SuppressionSarif>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) fixes: Vec<FixSarif>,
    pub(super) properties: PropertiesSarif,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LocationSarif {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<usize>,
    pub(super) physical_location: PhysicalSarif,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) logical_locations: Vec<LogicalSarif>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<MessageSarif>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogicalSarif {
    pub(super) fully_qualified_name: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalSarif {
    pub(super) artifact_location: ArtifactSarif,
    /// Absent where the file has no lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<RegionSarif>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactSarif {
    pub(super) uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) uri_base_id: Option<&'static str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RegionSarif {
    pub(super) start_line: u32,
    pub(super) start_column: u32,
    pub(super) end_line: u32,
    pub(super) end_column: u32,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FixSarif {
    pub(super) description: MessageSarif,
    pub(super) artifact_changes: Vec<ChangeSarif>,
}

/// The changes of one file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChangeSarif {
    pub(super) artifact_location: ArtifactSarif,
    pub(super) replacements: Vec<ReplacementSarif>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReplacementSarif {
    pub(super) deleted_region: RegionSarif,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) inserted_content: Option<MessageSarif>,
}

#[derive(Debug, Serialize)]
pub(super) struct SuppressionSarif {
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    pub(super) justification: String,
}

impl SuppressionSarif {
    pub(super) fn of(status: &Status) -> Option<Vec<Self>> {
        match status {
            Status::Open => None,
            Status::Baselined => Some(vec![Self {
                kind: "external",
                status: "accepted",
                justification: "known before; it stands in the baseline".to_owned(),
            }]),
            Status::Waived { reason, by, until } => Some(vec![Self {
                kind: "external",
                status: "accepted",
                justification: format!("{reason} ({by}, until {until})"),
            }]),
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct PropertiesSarif {
    pub(super) unit: String,
    pub(super) cite: Vec<Cow<'static, str>>,
    pub(super) requirements: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) points: Option<u16>,
    pub(super) debated: bool,
}

impl PropertiesSarif {
    pub(super) fn of(unit: &str, finding: &Finding) -> Self {
        Self {
            unit: unit.to_owned(),
            cite: finding.cite.clone(),
            requirements: finding.requirements.clone(),
            points: finding.points,
            debated: finding.debated,
        }
    }
}
