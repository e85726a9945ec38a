# The orchestrator's own image: Temporal server, worker, API and reverse proxy from one environment.
ARG BASE_IMAGE=python:3.13-slim

FROM ${BASE_IMAGE} AS build
RUN command -v uv >/dev/null || pip install --no-cache-dir uv
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never \
    UV_PROJECT_ENVIRONMENT=/opt/orchestrator
WORKDIR /source
# Dependencies before sources: a change of our code installs nothing anew.
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-install-project --no-cache
COPY . .
RUN uv sync --frozen --no-dev --no-editable --no-cache

FROM ${BASE_IMAGE} AS runtime
COPY --from=build /opt/orchestrator /opt/orchestrator
ENV PATH=/opt/orchestrator/bin:$PATH PYTHONUNBUFFERED=1 \
    ORCHESTRATOR_DATA_DIR=/var/lib/orchestrator
WORKDIR /var/lib/orchestrator
EXPOSE 7233 8233 8700 8780
ENTRYPOINT ["orchestrator"]
CMD ["up"]
