//! Which actions wait for which: circles, in which nothing can ever begin.

use std::collections::{HashMap, VecDeque};

use crate::model::agreement::Action;

/// Circles of actions that wait for each other, by their places in the agreement: each goes from an
/// action to the one it waits for, and the last waits for the first. Every action that stands in a
/// circle is in at least one of these; not every way round is told.
#[must_use]
pub fn circles(actions: &[Action<'_>]) -> Vec<Vec<usize>> {
    let waits = waits_for(actions);
    let stuck = stuck(&waits);
    let mut told = vec![false; actions.len()];
    let mut circles = Vec::new();
    for start in (0..actions.len()).filter(|at| stuck[*at]) {
        if told[start] {
            continue;
        }
        if let Some(circle) = way_back(start, &waits, &stuck) {
            for at in &circle {
                told[*at] = true;
            }
            circles.push(circle);
        }
    }
    circles
}

/// For each action those it waits for. Of two with one id the first is meant.
fn waits_for(actions: &[Action<'_>]) -> Vec<Vec<usize>> {
    let mut places = HashMap::new();
    for (at, action) in actions.iter().enumerate() {
        if let Some(id) = action.id {
            places.entry(id).or_insert(at);
        }
    }
    let known = |id: &&str| places.get(*id).copied();
    actions.iter().map(|action| action.depends_on.iter().filter_map(known).collect()).collect()
}

/// What is left when everything is done that can be: actions in a circle, or behind one.
fn stuck(waits: &[Vec<usize>]) -> Vec<bool> {
    let mut open: Vec<usize> = waits.iter().map(Vec::len).collect();
    let mut behind = vec![Vec::new(); waits.len()];
    for (at, before) in waits.iter().enumerate() {
        for each in before {
            behind[*each].push(at);
        }
    }
    let mut ready: Vec<usize> = (0..waits.len()).filter(|at| open[*at] == 0).collect();
    while let Some(done) = ready.pop() {
        for at in &behind[done] {
            open[*at] -= 1;
            if open[*at] == 0 {
                ready.push(*at);
            }
        }
    }
    open.into_iter().map(|left| left > 0).collect()
}

/// The shortest way from an action along those it waits for, back to itself.
fn way_back(start: usize, waits: &[Vec<usize>], stuck: &[bool]) -> Option<Vec<usize>> {
    let mut came_from: HashMap<usize, usize> = HashMap::new();
    let mut next = VecDeque::from([start]);
    while let Some(at) = next.pop_front() {
        for to in waits[at].iter().copied().filter(|to| stuck[*to]) {
            if to == start {
                let mut way = vec![at];
                while let Some(before) = way.last().and_then(|last| came_from.get(last)) {
                    way.push(*before);
                }
                way.reverse();
                return Some(way);
            }
            came_from.entry(to).or_insert_with(|| {
                next.push_back(to);
                at
            });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actions<'a>(waits: &[(&'a str, &[&'a str])]) -> Vec<Action<'a>> {
        let action = |(id, before): &(&'a str, &[&'a str])| Action {
            id: Some(*id),
            depends_on: before.to_vec(),
            ..Action::default()
        };
        waits.iter().map(action).collect()
    }

    #[test]
    fn a_plan_without_circles_has_none() {
        let plan = actions(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &[]), ("d", &["nobody"])]);
        assert_eq!(circles(&plan), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn each_circle_is_told_once_and_who_only_waits_for_it_is_not_in_it() {
        let plan = actions(&[
            ("behind", &["b"]),
            ("a", &["c"]),
            ("b", &["a"]),
            ("c", &["b"]),
            ("alone", &["alone"]),
            ("between", &["alone"]),
        ]);
        assert_eq!(circles(&plan), [vec![1, 3, 2], vec![4]]);
    }

    #[test]
    fn circles_that_share_an_action_name_every_one_of_them() {
        let plan = actions(&[("a", &["b", "c"]), ("b", &["a"]), ("c", &["a"])]);
        assert_eq!(circles(&plan), [vec![0, 1], vec![2, 0]]);
    }
}
