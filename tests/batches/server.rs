//! A server on loopback that updates threats, and tells the test about each step.

use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::batches::fixture::{ids, respond};

/// The threats of the server and the ids of the requests that it received.
#[derive(Default)]
pub struct State {
    pub resolved: BTreeSet<String>,
    pub received: BTreeSet<String>,
    /// The number of steps that are left until `stop` is called: two for each request, one before the
    /// server acts and one after it.
    pub steps: Option<usize>,
    /// Ends the client.
    pub stop: Option<Box<dyn FnOnce() + Send>>,
}

impl State {
    /// Returns `true` if the client was stopped at this step.
    fn step(&mut self) -> bool {
        let Some(steps) = &mut self.steps else {
            return false;
        };
        if *steps > 0 {
            *steps -= 1;
            return false;
        }
        if let Some(stop) = self.stop.take() {
            stop();
        }
        true
    }
}

/// A server that runs until it is dropped.
pub struct Server {
    pub url: String,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

impl Server {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("the port is bound");
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                // A connection that the client ends is the subject of the test.
                tokio::spawn(serve(socket, Arc::clone(&shared)));
            }
        });
        let url = format!("http://{address}");
        Self { url, state, task }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(socket: TcpStream, state: Arc<Mutex<State>>) -> io::Result<()> {
    let mut socket = BufReader::new(socket);
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if socket.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let line = line.trim_end().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        let mut body = vec![0; length];
        socket.read_exact(&mut body).await?;
        let body: Value = serde_json::from_slice(&body)?;
        let ids = ids(&body);
        let response = {
            let mut state = lock(&state);
            state.received.extend(ids.iter().cloned());
            if state.step() {
                return Ok(());
            }
            let response = respond(&mut state.resolved, &ids).to_string();
            if state.step() {
                return Ok(());
            }
            response
        };
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n",
            response.len()
        );
        socket.write_all(head.as_bytes()).await?;
        socket.write_all(response.as_bytes()).await?;
        socket.flush().await?;
    }
}
