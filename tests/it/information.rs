//! Information, where a page of the docs is too small to show it: roles on a flow, incidents, law.

use crate::harness::Sandbox;

const OF: &str = "collaborations/warm-safe-discharge";

/// The day on which the example has nothing but one piece of advice.
const TODAY: &str = "2025-11-30";

fn example() -> Sandbox {
    Sandbox::copy_of("examples/warm-safe-discharge")
}

/// What one rule says on a day.
fn says(sandbox: &Sandbox, rule: &str) -> Vec<String> {
    let findings = sandbox.findings(TODAY);
    let own = findings.iter().filter(|it| it["rule"] == rule);
    own.map(|it| it["message"].as_str().expect("text").to_owned()).collect()
}

#[test]
fn each_body_on_a_flow_has_a_role_and_two_departments_are_one_body() {
    let sandbox = example();
    let agreement = format!("{OF}/agreement.toml");
    let without = |sandbox: &Sandbox, party: &str| {
        let line = format!("  {{ party = \"{party}\", role = \"controller\" }},\n");
        sandbox.replace(&agreement, &line, "");
    };
    assert_eq!(says(&sandbox, "information-role-missing"), Vec::<String>::new());
    // The council is still a controller by its other department.
    without(&sandbox, "adult-care");
    assert_eq!(says(&sandbox, "information-role-missing"), Vec::<String>::new());
    without(&sandbox, "housing");
    without(&sandbox, "hospital");
    assert_eq!(
        says(&sandbox, "information-role-missing"),
        [
            "`hospital` is on the flow `inf-referrals`, and has no role in law there",
            "`housing` is on the flow `inf-referrals`, and has no role in law there",
        ]
    );
    // A role of somebody who does not exist may be anybody's.
    sandbox.replace(
        &agreement,
        "{ party = \"hearthside\", role = \"processor\"",
        "{ party = \"hearthsid\", role = \"processor\"",
    );
    assert_eq!(says(&sandbox, "information-role-missing"), Vec::<String>::new());
}

#[test]
fn a_review_settles_what_came_late_and_not_what_never_came() {
    let sandbox = example();
    let name = format!("{OF}/log/2025-05-20-inf-referrals-incident-q3wz.toml");
    let text = "kind = \"information\"\ninformation = \"inf-referrals\"\nevent = \"incident\"\n\
                on = 2025-05-20\nby = \"avh-discharge-lead\"\n";
    sandbox.write(&name, text);
    let found = says(&sandbox, "information-incident-not-told");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("was not told"), "{found:?}");
    let told = |at: &str| {
        let party = |party: &str| format!("{{ party = \"{party}\", at = {at} }}");
        let all = ["housing", "adult-care", "hearthside"].map(party).join(", ");
        format!("{text}told = [{all}]\n")
    };
    sandbox.write(&name, told("2025-05-29"));
    assert_eq!(says(&sandbox, "information-incident-not-told"), Vec::<String>::new());
}

#[test]
fn a_law_without_a_list_is_told_once() {
    let sandbox = example();
    let settings = sandbox.read("comity.toml");
    assert_eq!(says(&sandbox, "information-law-unknown"), Vec::<String>::new());
    let with = |word: &str| settings.replace("\"england-and-wales\"", &format!("\"{word}\""));
    assert_ne!(with("france"), settings);
    for (word, help) in [
        ("france", "there are lists for: england-and-wales"),
        ("England and Wales", "did you mean `england-and-wales`?"),
    ] {
        sandbox.write("comity.toml", with(word));
        let findings = sandbox.findings(TODAY);
        let own: Vec<_> =
            findings.iter().filter(|it| it["rule"] == "information-law-unknown").collect();
        assert_eq!(own.len(), 1, "{word}");
        assert_eq!(
            (&own[0]["severity"], &own[0]["key"]),
            (&"advice".into(), &"jurisdiction".into())
        );
        assert!(own[0]["help"].as_str().expect("text").contains(help), "{}", own[0]["help"]);
    }
}
