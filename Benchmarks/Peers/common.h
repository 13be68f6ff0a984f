/* Reading instances and timing, shared by the C programs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Processor time of this process: waiting for other programs does not count. */
static double now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static int compare_doubles(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median time of work(data) in milliseconds: once to warm up, then half a second, at least five times;
   work longer than two seconds runs once. */
static double median_ms(void (*work)(void *), void *data) {
    static double times[20000];
    double start = now_ms();
    work(data);
    double first = now_ms() - start;
    if (first >= 2000) return first;
    int count = 0;
    start = now_ms();
    while (count < 5 || (now_ms() - start < 500 && count < 20000)) {
        double t = now_ms();
        work(data);
        times[count++] = now_ms() - t;
    }
    qsort(times, count, sizeof(double), compare_doubles);
    return times[count / 2];
}

static FILE *open_instance(const char *directory, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(1);
    }
    return file;
}
