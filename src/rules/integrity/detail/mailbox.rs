//! Mailboxes: of a role, or of a person?

use std::ops::Range;
use std::sync::LazyLock;

use crate::model::word_list::WordList;

/// Where people have mailboxes of their own: a host a line, in order; a `#` begins a remark.
const AT_HOME: &str = include_str!("personal-mail.txt");

/// Whether people have mailboxes of their own at a host, in small letters.
fn is_at_home(host: &str) -> bool {
    static HOSTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        AT_HOME.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
    });
    HOSTS.binary_search(&host).is_ok()
}

/// Words of which the mailboxes of roles are made. None is a name that people go by.
#[rustfmt::skip]
const OF_ROLES: WordList = WordList::of(&[
    "academy", "access", "accounts", "admin", "administration", "admissions", "adult", "adults",
    "advice", "advisory", "agreements", "alerts", "applications", "assessment", "assets", "audit",
    "benefits", "bid", "bids", "board", "bookings", "box", "building", "bureau", "business",
    "callcentre", "campaigns", "care", "carers", "case", "casework", "central", "centre", "chair",
    "charity", "chief", "children", "childrens", "church", "city", "clerk", "clinic", "clinical",
    "college", "commissioner", "commissioning", "committee", "communications", "community",
    "complaints", "compliance", "consultation", "contact", "contracts", "control", "coordination",
    "coordinator", "coordinators", "corporate", "council", "county", "customer", "customers",
    "data", "delivery", "democratic", "department", "deputy", "desk", "development", "digital",
    "director", "directorate", "directors", "discharge", "district", "division", "dpo", "duty",
    "education", "emergency", "employment", "energy", "engagement", "enquiries", "enquiry",
    "environment", "environmental", "equality", "estates", "events", "executive", "facilities",
    "families", "family", "feedback", "finance", "fire", "flow", "foi", "food", "forum",
    "foundation", "friends", "funding", "fundraising", "general", "governance", "grants", "group",
    "growth", "head", "health", "healthcare", "help", "helpdesk", "helpline", "home", "homes",
    "hospice", "hospital", "hospitals", "housing", "hr", "hub", "ict", "improvement", "inbox",
    "inclusion", "info", "information", "innovation", "insight", "inspection", "insurance",
    "integration", "intelligence", "international", "invoices", "it", "jobs", "joint", "lead",
    "leads", "learning", "legal", "leisure", "liaison", "library", "licensing", "local", "mail",
    "mailbox", "maintenance", "management", "manager", "managers", "marketing", "media", "medical",
    "meetings", "members", "membership", "mental", "ministry", "monitoring", "museum", "national",
    "neighbours", "network", "news", "newsletter", "no", "noreply", "north", "nursery", "nursing",
    "office", "officer", "officers", "online", "operations", "ops", "orders", "outreach", "panel",
    "parish", "parking", "partner", "partners", "partnership", "partnerships", "patient",
    "patients", "payments", "payroll", "people", "performance", "permits", "planning", "police",
    "policy", "post", "postbox", "postmaster", "press", "primary", "privacy", "procurement",
    "programme", "programmes", "project", "projects", "property", "protection", "provider",
    "public", "quality", "reablement", "reception", "records", "recovery", "recruitment",
    "referral", "referrals", "regeneration", "region", "regional", "registrar", "registry",
    "repairs", "reply", "reporting", "reports", "research", "resilience", "resources", "response",
    "review", "reviews", "rights", "risk", "roads", "room", "safe", "safeguarding", "safety",
    "saint", "sales", "school", "schools", "secretariat", "secretary", "section", "security",
    "senior", "service", "servicedesk", "services", "shared", "social", "south", "special", "st",
    "staff", "standards", "statistics", "steering", "strategic", "strategy", "student", "students",
    "supplier", "suppliers", "supply", "support", "surgery", "sustainability", "systems", "team",
    "teams", "technical", "tenancy", "tenants", "the", "traders", "training", "transformation",
    "transport", "travel", "treasurer", "trust", "trustee", "trustees", "unit", "university",
    "user", "vacancies", "visits", "voluntary", "volunteer", "volunteering", "volunteers", "ward",
    "waste", "water", "web", "webmaster", "welcome", "welfare", "wellbeing", "west", "work",
    "workforce", "works", "youth",
]);

/// Families' names that are common, and are no words for anything else. One word of a mailbox is
/// a person's where it is such a name with an initial.
#[rustfmt::skip]
const OF_FAMILIES: &[&str] = &[
    "ahmed", "anderson", "begum", "bennett", "campbell", "clarke", "collins", "davies", "edwards",
    "evans", "griffiths", "harris", "harrison", "hughes", "hussain", "iqbal", "jackson", "jenkins",
    "johnson", "jones", "kaur", "kelly", "khan", "macdonald", "matthews", "mitchell", "morris",
    "murphy", "patel", "phillips", "richardson", "roberts", "robertson", "robinson", "rogers",
    "simpson", "singh", "smith", "stewart", "taylor", "thompson", "watson", "williams", "wilson",
    "wright",
];

/// Whether a word is one of which the mailboxes of roles are made.
pub(super) fn is_of_roles(word: &str) -> bool {
    OF_ROLES.holds(word)
}

/// Whether a word is a family's name with one or two initials before or after it.
fn has_initial(word: &str) -> bool {
    OF_FAMILIES.iter().any(|family| {
        let initials = word.strip_prefix(family).or_else(|| word.strip_suffix(family));
        initials.is_some_and(|it| matches!(it.len(), 1..=2) && it != "st" && it != "s")
    })
}

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
    if is_at_home(&domain) {
        return Some(range);
    }
    let local = local.to_ascii_lowercase();
    let mut words = local
        .split(['.', '_', '-', '+'])
        .map(|word| word.trim_matches(|it: char| it.is_ascii_digit()));
    let names_role = |word: &str| {
        word.is_empty()
            || is_of_roles(word)
            || word.len() > 2 && domain.split(['.', '-']).any(|part| part == word)
            || is_of_role(word)
    };
    // One word alone may be anything, unless it is a known name with an initial. Several of which
    // none is of the role are a name; so is an initial beside such a word.
    let count = words.clone().filter(|word| !word.is_empty()).count();
    let is_person = match count {
        0 => false,
        1 => words.any(|word| has_initial(word) && !names_role(word)),
        _ => !words.any(|word| word.len() > 1 && names_role(word)),
    };
    is_person.then_some(range)
}
