//! Directed graphs of positions: the nodes that are reached, and circles.
//!
//! A chain of types can be as long as a spec, so the walks are neither recursive nor repeated per node.

/// The nodes to which each node has an edge.
pub(crate) type Edges = [Vec<usize>];

/// Returns the graph with every edge turned around.
pub(crate) fn reversed(edges: &Edges) -> Vec<Vec<usize>> {
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for to in targets {
            reversed[*to].push(from);
        }
    }
    reversed
}

/// Marks a node and those reachable from it, and returns the newly marked ones in postorder. The walk ends
/// at marked nodes, so marking all nodes one after another visits each edge once.
pub(crate) fn mark(edges: &Edges, start: usize, marked: &mut [bool]) -> Vec<usize> {
    let mut finished = Vec::new();
    if std::mem::replace(&mut marked[start], true) {
        return finished;
    }
    let mut path = vec![(start, edges[start].iter())];
    while let Some((at, next)) = path.last_mut() {
        if let Some(to) = next.next() {
            if !std::mem::replace(&mut marked[*to], true) {
                path.push((*to, edges[*to].iter()));
            }
        } else {
            finished.push(*at);
            path.pop();
        }
    }
    finished
}

/// Returns the groups of nodes that reach each other, and the nodes with an edge to themselves: the strongly
/// connected components with an edge, by Kosaraju's algorithm.
pub(crate) fn circles(edges: &Edges) -> Vec<Vec<usize>> {
    let mut marked = vec![false; edges.len()];
    let mut finished = Vec::new();
    for start in 0..edges.len() {
        finished.extend(mark(edges, start, &mut marked));
    }
    let reversed = reversed(edges);
    let mut marked = vec![false; edges.len()];
    let mut circles = Vec::new();
    for start in finished.into_iter().rev() {
        let circle = mark(&reversed, start, &mut marked);
        if circle.len() > 1 || !circle.is_empty() && edges[start].contains(&start) {
            circles.push(circle);
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_ends_at_marked_nodes() {
        let edges = [vec![1, 2], vec![3], vec![3], vec![0], vec![3]];
        let mut marked = [false, false, true, false, false];
        assert_eq!(mark(&edges, 0, &mut marked), [3, 1, 0]);
        assert_eq!(mark(&edges, 4, &mut marked), [4]);
        assert!(mark(&edges, 4, &mut marked).is_empty());
        assert_eq!(marked, [true; 5]);
    }

    #[test]
    fn circles_are_found_and_chains_are_none() {
        let edges = [
            vec![1],
            vec![2],
            vec![0, 3],
            vec![4],
            vec![4],
            vec![0, 5, 6],
            vec![],
        ];
        let mut found = circles(&edges);
        for circle in &mut found {
            circle.sort_unstable();
        }
        found.sort_unstable();
        assert_eq!(found, [vec![0, 1, 2], vec![4], vec![5]]);
    }
}
