//! `comity init`.

use std::fs;

use crate::harness::{Sandbox, TODAY};

#[test]
fn what_it_writes_is_accepted_but_for_the_missing_collaboration() {
    let sandbox = Sandbox::empty();
    let outcome = sandbox.comity(&["init", "--name", "Saltmarsh \"Schools\" \\ Trust"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("wrote    comity.toml\n"), "{}", outcome.stdout);
    let mut rules = sandbox.rules(TODAY);
    rules.retain(|rule| rule != "workspace-empty");
    assert_eq!(rules, Vec::<String>::new());
    let settings = sandbox.read("comity.toml");
    assert!(
        settings.contains(r#"our_organisation = "Saltmarsh \"Schools\" \\ Trust""#),
        "{settings}"
    );
}

#[test]
fn every_key_that_stands_in_a_comment_is_one() {
    let sandbox = Sandbox::empty();
    assert_eq!(sandbox.comity(&["init", "--name", "Us"]).code, 0);
    let settings = sandbox.read("comity.toml");
    let uncommented: Vec<&str> = settings
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.contains(" = ") || rest.starts_with('[') => rest,
            _ => line,
        })
        .collect();
    sandbox.write("comity.toml", uncommented.join("\n"));
    let findings = sandbox.findings(TODAY);
    let file: Vec<_> = findings.iter().filter(|it| it["rule"] != "workspace-empty").collect();
    assert!(file.is_empty(), "{file:?}");
}

#[test]
fn the_directory_gives_the_name_where_none_is_said() {
    let sandbox = Sandbox::empty();
    let outcome = sandbox.comity(&["init", "saltmarsh"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(sandbox.read("saltmarsh/comity.toml").contains("our_organisation = \"saltmarsh\""));
    assert!(outcome.stdout.contains("the name of the directory"), "{}", outcome.stdout);
}

#[test]
fn nothing_is_overwritten() {
    let sandbox = Sandbox::empty();
    sandbox.write("tombi.toml", "mine\n");
    sandbox.write(".gitattributes", "mine\n");
    let outcome = sandbox.comity(&["init", "--name", "Us"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("left     tombi.toml (there already)"));
    assert_eq!(sandbox.read("tombi.toml"), "mine\n");
    assert_eq!(sandbox.read(".gitattributes"), "mine\n");
    sandbox.write("comity.toml", "schema = 1\nour_organisation = \"Mine\"\n");
    fs::remove_file(sandbox.root().join("tombi.toml")).expect("removed");
    let again = sandbox.comity(&["init", "--name", "Us"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert!(
        again.stdout.contains("wrote    tombi.toml\n"),
        "what is missing is added: {}",
        again.stdout
    );
    assert!(again.stdout.contains("left     comity.toml (there already)"), "{}", again.stdout);
    assert!(again.stderr.contains("`--name` was not used"), "{}", again.stderr);
    assert!(sandbox.read("comity.toml").contains("Mine"));
    let third = sandbox.comity(&["init", "--name", "Us"]);
    assert_eq!(third.code, 2);
    assert!(third.stderr.contains("comity.toml is there already"), "{}", third.stderr);
}

#[test]
fn ci_and_hook_go_to_the_root_of_the_repository_and_name_the_workspace() {
    let sandbox = Sandbox::empty();
    fs::create_dir(sandbox.root().join(".git")).expect("made");
    let outcome = sandbox
        .comity(&["init", "records", "--name", "Us", "--ci", "github", "--ci", "gitlab", "--hook"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let workflow = sandbox.read(".github/workflows/comity.yml");
    assert!(workflow.contains("comity check --format github -C 'records'\n"), "{workflow}");
    assert!(sandbox.read(".gitlab/comity.yml").contains("comity check -C 'records'\n"));
    let hook = sandbox.read(".git/hooks/pre-commit");
    assert!(hook.contains("exec comity check -C 'records'\n"), "{hook}");
    assert!(hook.contains("--fail-on warning -C 'records')"), "{hook}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let hook = fs::metadata(sandbox.root().join(".git/hooks/pre-commit")).expect("it is there");
        assert_eq!(hook.permissions().mode() & 0o100, 0o100, "it can be run");
    }
}

#[test]
fn ci_installs_comity_from_where_its_source_is_kept_as_the_readme_shows() {
    let sandbox = Sandbox::empty();
    let line = ["init", "--name", "Us", "--ci", "github", "--ci", "gitlab"];
    let outcome = sandbox.comity(&line);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("set the variable COMITY_SOURCE"), "{}", outcome.stdout);
    let workflow = sandbox.read(".github/workflows/comity.yml");
    let readme = fs::read_to_string(crate::harness::repository().join("README.md")).expect("text");
    assert!(readme.contains(&format!("```yaml\n{workflow}```\n")), "README.md shows another");
    let install = format!(
        "- run: cargo install --git \"${{COMITY_SOURCE:?is not set}}\" --locked {}\n",
        env!("CARGO_PKG_NAME")
    );
    assert!(workflow.contains(&install), "{workflow}");
    assert!(workflow.contains("COMITY_SOURCE: ${{ vars.COMITY_SOURCE }}\n"), "{workflow}");
    let job = sandbox.read(".gitlab/comity.yml");
    assert!(job.contains(&install.replace("run: ", "")), "{job}");
    // By its name alone it can be installed only once it is published.
    assert!([readme, workflow, job].iter().all(|it| !it.contains("cargo install comity")));
}

#[cfg(unix)]
#[test]
fn the_hook_lets_no_detail_of_a_person_into_a_commit() {
    let sandbox = Sandbox::clean();
    crate::harness::git(sandbox.root(), &["init", "--quiet"]);
    assert_eq!(sandbox.comity(&["init", "--name", "Us", "--hook"]).code, 0);
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_comity"));
    let path = std::env::var_os("PATH").expect("where git is");
    let paths = [program.parent().expect("a directory").to_owned()];
    let paths = std::env::join_paths(paths.into_iter().chain(std::env::split_paths(&path)));
    let paths = paths.expect("paths").into_string().expect("text");
    let commit = || {
        crate::harness::git(sandbox.root(), &["add", "--all"]);
        let environment = [("PATH", &*paths), ("COMITY_TODAY", crate::harness::TODAY)];
        let line = ["commit", "--quiet", "--message", "A change"];
        let ran = crate::harness::git_with(sandbox.root(), &environment, &line);
        let said = [ran.stdout, ran.stderr].map(|text| String::from_utf8(text).expect("text"));
        (ran.status.success(), said.concat())
    };
    let (passed, said) = commit();
    assert!(passed, "{said}");
    let head = "collaborations/loan-boxes/collaboration.toml";
    let clean = sandbox.read(head);
    sandbox.write(head, format!("x_note = \"Ask Mr Ashdown\"\n{clean}"));
    let (passed, said) = commit();
    assert!(!passed && said.contains("personal-detail-in-record"), "{said}");
    // Another warning holds nothing up.
    sandbox.write(head, format!("nickname = \"Boxes\"\n{clean}"));
    let (passed, said) = commit();
    assert!(passed, "{said}");
}

#[test]
fn without_git_no_hook_is_made_up() {
    let sandbox = Sandbox::empty();
    let outcome = sandbox.comity(&["init", "--name", "Us", "--hook"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("no hook"), "{}", outcome.stdout);
    assert!(!sandbox.root().join(".git").exists());
}

#[test]
fn the_editor_is_told_of_schemas_that_are_there() {
    let sandbox = Sandbox::empty();
    assert_eq!(sandbox.comity(&["init", "--name", "Us"]).code, 0);
    for (name, list) in [(".taplo.toml", "rule"), ("tombi.toml", "schemas")] {
        let text = sandbox.read(name);
        let read: toml_edit::DocumentMut = text.parse().expect("it is TOML");
        let entries = read[list].as_array_of_tables().expect("a list");
        assert_eq!(entries.len(), 9, "one a kind of file");
        for entry in entries {
            let path = entry.get("path").or_else(|| entry["schema"].get("path"));
            let path = path.and_then(|path| path.as_str()).expect("a path");
            let schema = sandbox.read(path.trim_start_matches("./"));
            serde_json::from_str::<serde_json::Value>(&schema).expect("JSON");
        }
    }
}

#[test]
fn an_empty_name_is_refused() {
    let sandbox = Sandbox::empty();
    let outcome = sandbox.comity(&["init", "--name", " "]);
    assert_eq!(outcome.code, 2);
    assert!(!sandbox.root().join("comity.toml").exists());
}

#[test]
fn ci_can_be_added_to_a_workspace_that_is_there() {
    let sandbox = Sandbox::empty();
    assert_eq!(sandbox.comity(&["init", "--name", "Us"]).code, 0);
    let settings = sandbox.read("comity.toml");
    let outcome = sandbox.comity(&["init", "--name", "Others", "--ci", "github"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("wrote    .github/workflows/comity.yml"), "{}", outcome.stdout);
    assert_eq!(sandbox.read("comity.toml"), settings);
    assert_eq!(sandbox.comity(&["init", "--ci", "github"]).code, 2, "nothing was left to add");
}

#[test]
fn no_workspace_is_made_inside_of_another_by_chance() {
    let sandbox = Sandbox::clean();
    let within = sandbox.root().join("collaborations/loan-boxes");
    let outcome = crate::harness::comity(&within, &["init", "--name", "Us"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("stands in the workspace"), "{}", outcome.stderr);
    assert!(!within.join("comity.toml").exists());
}

#[test]
fn a_workspace_that_was_just_made_is_no_success_yet() {
    let sandbox = Sandbox::empty();
    assert_eq!(sandbox.comity(&["init", "--name", "Us"]).code, 0);
    let outcome = sandbox.comity(&["check"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stdout.contains("error[workspace-empty]"), "{}", outcome.stdout);
}

#[test]
fn what_a_killed_start_left_is_taken_away_by_the_next_that_writes() {
    let places = ["", ".comity/schemas/", ".github/workflows/"];
    let left = |sandbox: &Sandbox| {
        for place in places {
            sandbox.write(&format!("{place}.comity-unfinished-Ab12Cd"), "half");
        }
    };
    let is_tidy = |sandbox: &Sandbox| {
        let none =
            |place: &&str| !sandbox.root().join(place).join(".comity-unfinished-Ab12Cd").exists();
        assert!(places.iter().all(none));
    };
    let sandbox = Sandbox::empty();
    left(&sandbox);
    assert_eq!(sandbox.comity(&["init", "--name", "Us", "--ci", "github"]).code, 0);
    is_tidy(&sandbox);
    left(&sandbox);
    let line = ["evaluate", "hour", "--title", "Hour", "--today", TODAY];
    assert_eq!(sandbox.comity(&line).code, 0);
    is_tidy(&sandbox);
}

#[test]
fn a_killed_start_leaves_nothing_that_the_next_does_not_take_away() {
    let mut cut = 0;
    for at in 0..40u64 {
        let sandbox = Sandbox::empty();
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_comity"))
            .args(["init", "--name", "Us"])
            .current_dir(sandbox.root())
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("it runs");
        // Somewhere in its work, wherever that is on this machine.
        while !sandbox.root().join("comity.toml").exists()
            && child.try_wait().is_ok_and(|it| it.is_none())
        {
            std::hint::spin_loop();
        }
        (0..at * 3000).for_each(|_| std::hint::spin_loop());
        cut += usize::from(child.kill().is_ok());
        child.wait().expect("it ended");
        let again = sandbox.comity(&["init", "--name", "Us"]);
        assert!(again.code == 0 || again.stderr.contains("there already"), "{}", again.stderr);
        let hidden = |directory: &std::path::Path| {
            crate::harness::files(directory)
                .iter()
                .filter(|it| it.to_string_lossy().contains("/.comity-"))
                .count()
        };
        let schemas = sandbox.root().join(".comity/schemas");
        assert_eq!(hidden(sandbox.root()) + hidden(&schemas), 0);
        assert_eq!(crate::harness::files(&schemas).len(), 9, "all of them, whole");
    }
    assert!(cut > 0);
}

#[test]
fn of_many_that_start_at_once_every_one_but_one_is_told() {
    let sandbox = Sandbox::empty();
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let one = |at: usize| {
            let root = sandbox.root();
            scope.spawn(move || {
                let name = format!("Us {at}");
                (name.clone(), crate::harness::comity(root, &["init", "--name", &name]))
            })
        };
        let running: Vec<_> = (0..16).map(one).collect();
        running.into_iter().map(|it| it.join().expect("no panic")).collect()
    });
    let settings = sandbox.read("comity.toml");
    for (name, outcome) in &outcomes {
        let is_taken = settings.contains(&format!("\"{name}\""));
        assert_eq!(outcome.stderr.is_empty(), is_taken, "{name}: {}", outcome.stderr);
        assert!(is_taken || outcome.stderr.contains("comity.toml is there already"));
    }
    assert_eq!(outcomes.iter().filter(|(_, it)| it.stderr.is_empty()).count(), 1);
}

#[test]
fn what_was_written_before_a_failure_is_told_and_the_same_line_adds_the_rest() {
    let sandbox = Sandbox::empty();
    sandbox.write(".comity", "no directory");
    let line = ["init", "--name", "Us", "--ci", "github"];
    let halfway = sandbox.comity(&line);
    assert_eq!(halfway.code, 2, "{}", halfway.stdout);
    let says = "help: comity.toml and 0 more files were written; once that is put right";
    assert!(halfway.stderr.contains(says), "{}", halfway.stderr);
    fs::remove_file(sandbox.root().join(".comity")).expect("it was there");
    let again = sandbox.comity(&line);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert!(sandbox.read(".github/workflows/comity.yml").contains("comity check"));
}

#[test]
fn a_name_that_does_not_show_is_refused() {
    let sandbox = Sandbox::empty();
    let outcome = sandbox.comity(&["init", "--name", "N\n[evil]"]);
    assert_eq!(outcome.code, 2, "{}", outcome.stdout);
    assert!(
        outcome.stderr.contains("`--name` holds a sign that does not show"),
        "{}",
        outcome.stderr
    );
    assert!(!sandbox.root().join("comity.toml").exists());
}
