# syntax=docker/dockerfile:1
# FuelTune Analyzer: static files behind nginx, port 8503, as user 1000.
#   docker build -t fueltune-analyzer .
#   docker run --rm -p 8503:8503 --read-only --tmpfs /tmp fueltune-analyzer

ARG RUST=1.95
ARG NODE=22

FROM node:${NODE}-bookworm-slim AS node

FROM rust:${RUST}-bookworm AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /src
COPY . .
# The tools and everything compiled stay in the builder's cache between builds.
RUN --mount=type=cache,target=/root/.cache/fueltune \
    --mount=type=cache,target=/root/.npm \
    --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo xtask build

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl nginx-light libnginx-mod-http-brotli-static \
    && rm -rf /var/lib/apt/lists/* /usr/share/nginx/html/* \
    && useradd --uid 1000 --no-create-home --shell /usr/sbin/nologin fueltune
COPY nginx.conf /etc/nginx/nginx.conf
COPY .container/brotli.conf /etc/nginx/brotli/brotli.conf
COPY --from=build /src/dist /usr/share/nginx/html
USER 1000
EXPOSE 8503
HEALTHCHECK --interval=30s --timeout=10s --start-period=5s --retries=3 \
    CMD ["curl", "-fsS", "-o", "/dev/null", "http://localhost:8503/health"]
CMD ["nginx", "-e", "stderr", "-g", "daemon off;"]
