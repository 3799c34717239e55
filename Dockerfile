# The relgraph API. It needs a Neo4j of its own; `docker compose up` brings both.
FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.13-slim
RUN useradd --system --create-home --uid 10001 relgraph
COPY --from=build /wheels /wheels
# All but the local Neo4j.
RUN pip install --no-cache-dir "$(echo /wheels/*.whl)[hubs,import,match,notify,paths,pictures,reports,serve,telemetry]" && rm -r /wheels
USER relgraph
# The path search is compiled once, here and not at every first start; another processor compiles its own.
RUN python -c "from relgraph.paths.index.search import warm_up; warm_up()"
ENV RELGRAPH_HOST=0.0.0.0 RELGRAPH_PORT=8400 RELGRAPH_LOG_FORMAT=json PYTHONUNBUFFERED=1
EXPOSE 8400
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8400/healthz', timeout=4)"]
CMD ["relgraph", "serve"]
