/* Plain C: what the machine can do when a program is written for this one product.
   Small entries in 64-bit words over one denominator per row and column, one gcd per entry.
   Long entries with GMP: binary splitting of each entry's sum, one gcd per entry. */
#include "common.h"
#include <gmp.h>
#include <stdint.h>

typedef struct {
    int n;
    int64_t *p[2], *q[2]; /* entries of the two factors, row by row */
    int64_t *left, *right, *rows, *columns, *numerators, *denominators;
    mpq_t *result;
} work_t;

static int64_t gcd(int64_t a, int64_t b) {
    while (b) {
        int64_t t = a % b;
        a = b;
        b = t;
    }
    return a < 0 ? -a : a;
}

static void small_product(void *data) {
    work_t *w = data;
    int n = w->n;
    for (int i = 0; i < n; i++) {
        int64_t l = 1, m = 1;
        for (int k = 0; k < n; k++) {
            int64_t q = w->q[0][i * n + k], r = w->q[1][k * n + i];
            if (l % q) l = l / gcd(l, q) * q;
            if (m % r) m = m / gcd(m, r) * r;
        }
        w->rows[i] = l;
        w->columns[i] = m;
    }
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n; k++) {
            w->left[i * n + k] = w->p[0][i * n + k] * (w->rows[i] / w->q[0][i * n + k]);
            w->right[i * n + k] = w->p[1][i * n + k] * (w->columns[k] / w->q[1][i * n + k]);
        }
    memset(w->numerators, 0, sizeof(int64_t) * n * n);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n; k++) {
            int64_t f = w->left[i * n + k];
            for (int j = 0; j < n; j++) w->numerators[i * n + j] += f * w->right[k * n + j];
        }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            int64_t d = w->rows[i] * w->columns[j], g = gcd(w->numerators[i * n + j], d);
            w->numerators[i * n + j] /= g;
            w->denominators[i * n + j] = d / g;
        }
}

static void split(work_t *w, int i, int j, int from, int to, mpz_t num, mpz_t den) {
    int n = w->n;
    if (to - from == 1) {
        mpz_set_si(num, w->p[0][i * n + from]);
        mpz_mul_si(num, num, w->p[1][from * n + j]);
        mpz_set_si(den, w->q[0][i * n + from]);
        mpz_mul_si(den, den, w->q[1][from * n + j]);
        return;
    }
    mpz_t a, b;
    mpz_inits(a, b, NULL);
    int middle = (from + to) / 2;
    split(w, i, j, from, middle, num, den);
    split(w, i, j, middle, to, a, b);
    mpz_mul(num, num, b);
    mpz_addmul(num, a, den);
    mpz_mul(den, den, b);
    mpz_clears(a, b, NULL);
}

static void long_product(void *data) {
    work_t *w = data;
    for (int i = 0; i < w->n; i++)
        for (int j = 0; j < w->n; j++) {
            mpq_t *entry = &w->result[i * w->n + j];
            split(w, i, j, 0, w->n, mpq_numref(*entry), mpq_denref(*entry));
            mpq_canonicalize(*entry);
        }
}

static void measure(const char *directory, const char *name, void (*work)(void *)) {
    work_t w;
    FILE *file = open_instance(directory, name);
    for (int m = 0; m < 2; m++) {
        if (fscanf(file, "%d", &w.n) != 1) exit(1);
        size_t bytes = sizeof(int64_t) * w.n * w.n;
        w.p[m] = malloc(bytes);
        w.q[m] = malloc(bytes);
        for (int i = 0; i < w.n * w.n; i++) {
            long long p, q = 1;
            if (fscanf(file, "%lld", &p) != 1) exit(1);
            int c = getc(file);
            if (c == '/') {
                if (fscanf(file, "%lld", &q) != 1) exit(1);
            } else
                ungetc(c, file);
            w.p[m][i] = p;
            w.q[m][i] = q;
        }
    }
    fclose(file);
    size_t bytes = sizeof(int64_t) * w.n * w.n;
    w.left = malloc(bytes), w.right = malloc(bytes), w.rows = malloc(bytes), w.columns = malloc(bytes);
    w.numerators = malloc(bytes), w.denominators = malloc(bytes);
    w.result = malloc(sizeof(mpq_t) * w.n * w.n);
    for (int i = 0; i < w.n * w.n; i++) mpq_init(w.result[i]);
    printf("%s\tplain C\t%g\t\n", name, median_ms(work, &w));
}

int main(int argc, char **argv) {
    if (argc < 2) return 1;
    measure(argv[1], "product-64", small_product);
    measure(argv[1], "product-256", small_product);
    measure(argv[1], "product-64-long", long_product);
}
