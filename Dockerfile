# One image for every process of the shop: API, worker, migrations.

FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements/production.txt .
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r production.txt \
    && find /venv -name __pycache__ -prune -exec rm -rf {} +

FROM python:3.13-slim
# What skia draws with.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libegl1 libgl1 libexpat1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /home/shop shop \
    && install -d -o shop -g shop /data
COPY --from=build /venv /venv
WORKDIR /app
COPY . .
RUN /venv/bin/python -m compileall -q -j 0 /venv/lib . \
    && /venv/bin/python -c "import server, tasks.broker, skia"
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    ENVIRONMENT=production \
    LOG_FORMAT=json \
    DATA_DIR=/data
USER shop
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-m", "cli", "healthy"]
CMD ["python", "-m", "cli", "serve", "--host", "0.0.0.0"]
