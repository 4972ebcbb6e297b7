package io.quillmesh.benchmarks.page;

/**
 * How the page drew an article that grew for some seconds. All times are milliseconds between two
 * frames; a screen shows one every 16.7.
 *
 * @param kilobytes how long the article was when it began to grow
 * @param first how long nothing else went on when the article came, in one piece
 * @param longTasks how often something kept the page busy for more than 50 ms while it grew
 */
public record Drawn(int kilobytes, long first, long median, long p95, long max, long longTasks) {}
