//! A small static server over one folder, mounted at a sub-path, as plain as the plainest host:
//! it sends a type and a length, no rewrite, and no header that the application could come to depend on.

use crate::failure::{Context, Result};
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{fs, thread};

const IDLE: Duration = Duration::from_secs(20);

/// What is served, and how.
#[derive(Clone)]
pub struct Site {
    pub folder: PathBuf,
    /// Begins and ends with a slash.
    pub base: String,
    /// Sends `NAME.br` or `NAME.gz` to those who accept it, as a tuned host does.
    pub precompressed: bool,
}

pub struct Server {
    listener: TcpListener,
    site: Arc<Site>,
}

impl Server {
    /// Port 0 takes any free one. Only this machine can connect.
    pub fn bind(site: Site, port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .context(|| format!("port {port} cannot be used"))?;
        Ok(Self { listener, site: Arc::new(site) })
    }

    pub fn address(&self) -> Result<SocketAddr> {
        Ok(self.listener.local_addr()?)
    }

    pub fn url(&self) -> Result<String> {
        Ok(format!("http://localhost:{}{}", self.address()?.port(), self.site.base))
    }

    /// Serves until the process ends.
    pub fn run(&self) {
        for connection in self.listener.incoming().flatten() {
            let site = Arc::clone(&self.site);
            thread::spawn(move || {
                // A browser that hangs up in the middle is an everyday event.
                drop(talk(&connection, &site));
            });
        }
    }

    /// Serves on a thread of its own.
    pub fn run_aside(self) {
        thread::spawn(move || self.run());
    }
}

/// One connection, as many requests as it likes.
fn talk(connection: &TcpStream, site: &Site) -> std::io::Result<()> {
    connection.set_read_timeout(Some(IDLE))?;
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection);
    while let Some(request) = Request::read(&mut reader)? {
        let answer = site.answer(&request);
        answer.send(connection, request.method == "HEAD")?;
        if request.close {
            break;
        }
    }
    Ok(())
}

struct Request {
    method: String,
    path: String,
    encodings: String,
    close: bool,
}

impl Request {
    fn read(reader: &mut impl BufRead) -> std::io::Result<Option<Self>> {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace();
        let method = words.next().unwrap_or_default().to_owned();
        let target = words.next().unwrap_or_default();
        let path = target.split(['?', '#']).next().unwrap_or_default().to_owned();
        let mut request = Self { method, path, encodings: String::new(), close: false };
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
                return Ok(Some(request));
            }
            let (name, value) = header.split_once(':').unwrap_or_default();
            if name.eq_ignore_ascii_case("accept-encoding") {
                value.trim().clone_into(&mut request.encodings);
            } else if name.eq_ignore_ascii_case("connection") {
                request.close = value.trim().eq_ignore_ascii_case("close");
            }
        }
    }
}

struct Answer {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn text(status: &'static str) -> Self {
        let headers = vec![("Content-Type", "text/plain; charset=utf-8".to_owned())];
        Self { status, headers, body: format!("{status}\n").into_bytes() }
    }

    fn send(&self, mut to: impl Write, head_only: bool) -> std::io::Result<()> {
        let mut head = format!("HTTP/1.1 {}\r\nContent-Length: {}\r\n", self.status, self.body.len());
        for (name, value) in &self.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head.push_str("\r\n");
        to.write_all(head.as_bytes())?;
        if !head_only {
            to.write_all(&self.body)?;
        }
        to.flush()
    }
}

impl Site {
    fn answer(&self, request: &Request) -> Answer {
        if request.method != "GET" && request.method != "HEAD" {
            return Answer::text("405 Method Not Allowed");
        }
        let Some(inside) = request.path.strip_prefix(&self.base) else {
            if format!("{}/", request.path) == self.base || (request.path == "/" && self.base != "/") {
                let mut moved = Answer::text("302 Found");
                moved.headers.push(("Location", self.base.clone()));
                return moved;
            }
            return Answer::text("404 Not Found");
        };
        self.file(inside, &request.encodings).unwrap_or_else(|| Answer::text("404 Not Found"))
    }

    fn file(&self, inside: &str, encodings: &str) -> Option<Answer> {
        let relative = PathBuf::from(percent_decoded(inside));
        let tame = relative.components().all(|part| matches!(part, Component::Normal(_)));
        if !tame {
            return None;
        }
        let mut path = self.folder.join(&relative);
        if path.is_dir() {
            path = path.join("index.html");
        }
        let mut headers = vec![("Content-Type", content_type(&path).to_owned())];
        if self.precompressed {
            headers.push(("Vary", "Accept-Encoding".to_owned()));
            for (coding, end) in [("br", "br"), ("gzip", "gz")] {
                let packed = PathBuf::from(format!("{}.{end}", path.display()));
                if encodings.contains(coding) && packed.is_file() {
                    headers.push(("Content-Encoding", coding.to_owned()));
                    return Some(Answer { status: "200 OK", headers, body: fs::read(packed).ok()? });
                }
            }
        }
        let body = fs::read(path).ok()?;
        Some(Answer { status: "200 OK", headers, body })
    }
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        let escaped = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        plain.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&plain).into_owned()
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|end| end.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site {
            folder: PathBuf::from(env!("CARGO_MANIFEST_DIR")),
            base: "/sub/".to_owned(),
            precompressed: false,
        }
    }

    fn get(path: &str) -> Answer {
        let request = Request {
            method: "GET".to_owned(),
            path: path.to_owned(),
            encodings: String::new(),
            close: false,
        };
        site().answer(&request)
    }

    #[test]
    fn files_are_served_below_the_base_only() {
        assert_eq!(get("/sub/Cargo.toml").status, "200 OK");
        assert_eq!(get("/Cargo.toml").status, "404 Not Found");
        assert_eq!(get("/sub/missing.js").status, "404 Not Found");
        assert_eq!(get("/sub").status, "302 Found");
    }

    #[test]
    fn nothing_above_the_folder_can_be_reached() {
        for path in ["/sub/../Cargo.toml", "/sub/%2e%2e/Cargo.toml", "/sub//etc/hostname", "/sub/src/../../x"]
        {
            assert_eq!(get(path).status, "404 Not Found", "{path}");
        }
    }

    #[test]
    fn escaped_names_are_decoded() {
        assert_eq!(percent_decoded("a%20b%C3%A7%"), "a bç%");
    }
}
