//! The issues of a file kind by kind: a wide file has the same trouble in a hundred columns. Pure.

use crate::engine::import::{ImportIssue, IssueCode};
use crate::engine::order::sort_by;

/// One kind of trouble with every column that has it.
#[derive(Clone, Debug, PartialEq)]
pub struct IssueGroup<'a> {
    pub code: IssueCode,
    /// Of all columns together.
    pub count: u64,
    /// By column, the one that was met first leading. Never empty.
    pub places: Vec<&'a ImportIssue>,
}

/// The kinds in the order in which they come, so the most serious stays first.
pub fn grouped(issues: &[ImportIssue]) -> Vec<IssueGroup<'_>> {
    let mut groups: Vec<IssueGroup<'_>> = Vec::new();
    for issue in issues {
        match groups.iter_mut().find(|g| g.code == issue.code) {
            Some(group) => {
                group.count += u64::from(issue.count);
                group.places.push(issue);
            }
            None => groups.push(IssueGroup {
                code: issue.code,
                count: u64::from(issue.count),
                places: vec![issue],
            }),
        }
    }
    for group in &mut groups {
        sort_by(&mut group.places, |a, b| a.first.line.cmp(&b.first.line));
    }
    groups
}
