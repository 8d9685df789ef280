# syntax=docker/dockerfile:1
# One image for every process: `millrace web`, `millrace worker`, `millrace scheduler`.

FROM python:3.12.12-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/millrace
COPY requirements-runtime.lock /tmp/
# The lock names every file by its hash, so the image holds what was tested and nothing else.
RUN /opt/millrace/bin/pip install --require-hashes -r /tmp/requirements-runtime.lock
COPY . /src/
RUN /opt/millrace/bin/pip install --no-deps --no-build-isolation /src

FROM python:3.12.12-slim-bookworm
# No password, no shell, and nothing of it is his: what runs here cannot change itself.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin millrace
COPY --from=build /opt/millrace /opt/millrace
ENV PATH=/opt/millrace/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MILLRACE_HOST=0.0.0.0 \
    MILLRACE_PORT=8080 \
    MILLRACE_LOG_JSON=true
WORKDIR /tmp
USER 10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["millrace", "health", "web"]
CMD ["millrace", "web"]
