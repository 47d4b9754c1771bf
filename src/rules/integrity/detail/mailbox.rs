//! Mailboxes: of a role, or of a person?

use std::ops::Range;

/// Where people have mailboxes of their own.
#[rustfmt::skip]
const AT_HOME: [&str; 18] = [
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.com",
    "live.co.uk", "msn.com", "yahoo.com", "yahoo.co.uk", "ymail.com", "icloud.com", "me.com",
    "aol.com", "btinternet.com", "sky.com", "talktalk.net", "proton.me",
];

/// Words of which the mailboxes of roles are made. None is a name that people go by.
#[rustfmt::skip]
const OF_ROLES: &[&str] = &[
    "access", "accounts", "admin", "administration", "admissions", "adult", "adults", "advice",
    "advisory", "agreements", "alerts", "applications", "assessment", "assets", "audit",
    "benefits", "bid", "bids", "board", "bookings", "box", "building", "bureau", "business",
    "callcentre", "campaigns", "care", "carers", "case", "casework", "central", "centre", "chair",
    "charity", "chief", "children", "childrens", "city", "clerk", "clinic", "clinical",
    "commissioner", "commissioning", "committee", "communications", "community", "complaints",
    "compliance", "consultation", "contact", "contracts", "control", "coordination",
    "coordinator", "coordinators", "corporate", "council", "county", "customer", "customers",
    "data", "delivery", "democratic", "department", "deputy", "desk", "development", "digital",
    "director", "directorate", "directors", "discharge", "district", "division", "dpo", "duty",
    "education", "emergency", "employment", "energy", "engagement", "enquiries", "enquiry",
    "environment", "environmental", "equality", "estates", "events", "executive", "facilities",
    "families", "family", "feedback", "finance", "fire", "flow", "foi", "food", "forum",
    "foundation", "friends", "funding", "fundraising", "general", "governance", "grants", "group",
    "growth", "head", "health", "healthcare", "help", "helpdesk", "helpline", "home", "homes",
    "hospital", "hospitals", "housing", "hr", "hub", "ict", "improvement", "inbox", "inclusion",
    "info", "information", "innovation", "insight", "inspection", "insurance", "integration",
    "intelligence", "international", "invoices", "it", "jobs", "joint", "lead", "leads",
    "learning", "legal", "leisure", "liaison", "library", "licensing", "local", "mail", "mailbox",
    "maintenance", "management", "manager", "managers", "marketing", "media", "medical",
    "meetings", "members", "membership", "mental", "ministry", "monitoring", "museum", "national",
    "neighbours", "network", "news", "newsletter", "no", "noreply", "north", "nursing", "office",
    "officer", "officers", "online", "operations", "ops", "orders", "outreach", "panel",
    "parking", "partner", "partners", "partnership", "partnerships", "patient", "patients",
    "payments", "payroll", "people", "performance", "permits", "planning", "police", "policy",
    "post", "postbox", "postmaster", "press", "primary", "privacy", "procurement", "programme",
    "programmes", "project", "projects", "property", "protection", "provider", "public",
    "quality", "reception", "records", "recovery", "recruitment", "referral", "referrals",
    "regeneration", "region", "regional", "registrar", "registry", "repairs", "reply",
    "reporting", "reports", "research", "resilience", "resources", "response", "review",
    "reviews", "rights", "risk", "roads", "room", "safe", "safeguarding", "safety", "sales",
    "school", "schools", "secretariat", "secretary", "section", "security", "senior", "service",
    "servicedesk", "services", "shared", "social", "south", "special", "staff", "standards",
    "statistics", "steering", "strategic", "strategy", "student", "students", "supplier",
    "suppliers", "supply", "support", "surgery", "sustainability", "systems", "team", "teams",
    "technical", "tenancy", "tenants", "the", "traders", "training", "transformation",
    "transport", "travel", "treasurer", "trust", "trustee", "trustees", "unit", "university",
    "user", "vacancies", "visits", "voluntary", "volunteer", "volunteering", "volunteers", "ward",
    "waste", "water", "web", "webmaster", "welcome", "welfare", "wellbeing", "west", "work",
    "workforce", "works", "youth",
];

/// The mailbox around an `@`, where it seems to be a person's.
pub(super) fn at(text: &str, at: usize, is_of_role: &dyn Fn(&str) -> bool) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-+".contains(byte);
    let is_domain = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
    let before = bytes[..at].iter().rev().take(64).take_while(|byte| is_local(byte)).count();
    let after = bytes[at + 1..].iter().take(255).take_while(|byte| is_domain(byte)).count();
    let local = text[at - before..at].trim_matches(|it| ".-_+".contains(it));
    let domain = text[at + 1..at + 1 + after].trim_end_matches(['.', '-']);
    // A path to a repository looks alike.
    if local.is_empty() || !domain.contains('.') || bytes.get(at + 1 + after) == Some(&b':') {
        return None;
    }
    let range = at - before..at + 1 + domain.len();
    let domain = domain.to_ascii_lowercase();
    if AT_HOME.contains(&&*domain) {
        return Some(range);
    }
    let local = local.to_ascii_lowercase();
    let mut words = local
        .split(['.', '_', '-', '+'])
        .map(|word| word.trim_matches(|it: char| it.is_ascii_digit()));
    let names_role = |word: &str| {
        word.is_empty()
            || OF_ROLES.binary_search(&word).is_ok()
            || word.len() > 2 && domain.split(['.', '-']).any(|part| part == word)
            || is_of_role(word)
    };
    // One word alone may be anything. Several of which none is of the role are a name; so is an
    // initial beside such a word.
    let count = words.clone().filter(|word| !word.is_empty()).count();
    (count > 1 && !words.any(|word| word.len() > 1 && names_role(word))).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_in_order() {
        assert!(OF_ROLES.is_sorted());
    }
}
