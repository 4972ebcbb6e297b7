# One image for each program of Quillmesh, all from this file: a JRE and the program's jar, which Maven builds outside
# (./mesh build). docker-compose.yml says which jar. By hand:
#   docker build --build-arg JAR=gateway/target/gateway-*[0-9T].jar -t quillmesh/gateway .
# A service, which is a Spring Boot jar, gets a start-up cache. "--target plain" is for any other runnable jar.
FROM eclipse-temurin:25-jre AS base

# Where the process may write: its state, and the key that signs session tokens. Volumes mounted there get the same owner.
RUN mkdir --mode=700 /state /key && chown 10001:10001 /state /key

# The flags of every JVM. The rest of the memory limit is for threads, code and buffers. JAVA_TOOL_OPTIONS adds more flags.
RUN printf '%s\n' \
  -XX:MaxRAMPercentage=45 \
  -XX:+UseSerialGC \
  -XX:+ExitOnOutOfMemoryError \
  --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow \
  >/jvm.options

USER 10001:10001
ENV SERVER_PORT=8080
EXPOSE 8080

# Checks that the process is ready, not only alive, because then what depends on it starts. The image has neither curl nor wget.
HEALTHCHECK --interval=10s --timeout=5s --retries=3 --start-period=5m --start-interval=3s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT; printf 'GET %s/actuator/health/readiness HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' \"${CONTEXT_PATH%/}\" >&3; head -1 <&3 | grep -q ' 200 '"]


FROM base AS plain

# A pattern, because the name ends in a version. Two versions that match are an error.
ARG JAR
COPY ${JAR} /app.jar
ENTRYPOINT ["java", "@/jvm.options", "-jar", "/app.jar"]


FROM base AS service

# Unpacks the jars in a Spring Boot jar: a start then takes a quarter less processor time, and the cache requires it.
# Then a start that ends before it needs a broker writes an AOT cache (JEP 514) of what it has loaded and linked. The cache
# is valid only for these very files, so nothing may change them later.
ARG JAR
USER root
RUN --mount=type=bind,target=/build \
  java -XX:TieredStopAtLevel=1 -Djarmode=tools -jar /build/$JAR extract --destination /app --application-filename app.jar && \
  java @/jvm.options -Dspring.context.exit=onRefresh -XX:AOTCacheOutput=/app/app.aot -jar /app/app.jar && \
  test -s /app/app.aot
USER 10001:10001
ENTRYPOINT ["java", "@/jvm.options", "-XX:AOTCache=/app/app.aot", "-jar", "/app/app.jar"]
