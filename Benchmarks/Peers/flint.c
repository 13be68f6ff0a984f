/* FLINT for rational matrices, Arb for certified exponentials, Calcium for questions of equality. */
#include "common.h"
#include <arb.h>
#include <calcium/ca.h>
#include <flint/fmpq_mat.h>

static void read_matrix(FILE *file, fmpq_mat_t matrix) {
    int n;
    char token[4096];
    if (fscanf(file, "%d", &n) != 1) exit(1);
    fmpq_mat_init(matrix, n, n);
    for (int i = 0; i < n * n; i++) {
        if (fscanf(file, "%4095s", token) != 1) exit(1);
        if (fmpq_set_str(fmpq_mat_entry(matrix, i / n, i % n), token, 10)) exit(1);
    }
}

typedef struct {
    fmpq_mat_t m[4];
} matrices_t;

static void product(void *data) {
    matrices_t *w = data;
    fmpq_mat_t c;
    fmpq_mat_init(c, fmpq_mat_nrows(w->m[0]), fmpq_mat_ncols(w->m[1]));
    fmpq_mat_mul(c, w->m[0], w->m[1]);
    fmpq_mat_clear(c);
}

static slong worst_accuracy;
static int writes_digits;

/* Exact scores, exponentials below the row maximum as balls, outputs with 30 certified digits, written out or not. */
static void attention(void *data) {
    matrices_t *w = data;
    slong n = fmpq_mat_nrows(w->m[0]), precision = 150;
    fmpq_mat_t q, k, v, t, s;
    fmpq_mat_init(q, n, n), fmpq_mat_init(k, n, n), fmpq_mat_init(v, n, n), fmpq_mat_init(t, n, n);
    fmpq_mat_init(s, n, n);
    fmpq_mat_mul(q, w->m[0], w->m[1]);
    fmpq_mat_mul(k, w->m[0], w->m[2]);
    fmpq_mat_mul(v, w->m[0], w->m[3]);
    fmpq_mat_transpose(t, k);
    fmpq_mat_mul(s, q, t);
    arb_ptr e = _arb_vec_init(n), values = _arb_vec_init(n * n);
    arb_t root, total, sum, x;
    fmpq_t d;
    arb_init(root), arb_init(total), arb_init(sum), arb_init(x);
    fmpq_init(d);
    arb_rsqrt_ui(root, n, precision);
    for (slong i = 0; i < n * n; i++) /* column by column, for the dot products */
        arb_set_fmpq(values + i, fmpq_mat_entry(v, i % n, i / n), precision);
    worst_accuracy = WORD_MAX;
    for (slong i = 0; i < n; i++) {
        slong best = 0;
        for (slong j = 1; j < n; j++)
            if (fmpq_cmp(fmpq_mat_entry(s, i, j), fmpq_mat_entry(s, i, best)) > 0) best = j;
        arb_zero(total);
        for (slong j = 0; j < n; j++) {
            fmpq_sub(d, fmpq_mat_entry(s, i, j), fmpq_mat_entry(s, i, best));
            arb_set_fmpq(x, d, precision);
            arb_mul(x, x, root, precision);
            arb_exp(e + j, x, precision);
            arb_add(total, total, e + j, precision);
        }
        for (slong j = 0; j < n; j++) {
            arb_dot(sum, NULL, 0, e, 1, values + j * n, 1, n, precision);
            arb_div(sum, sum, total, precision);
            slong accuracy = arb_rel_accuracy_bits(sum);
            if (accuracy < worst_accuracy) worst_accuracy = accuracy;
            if (writes_digits) flint_free(arb_get_str(sum, 30, ARB_STR_NO_RADIUS));
        }
    }
    _arb_vec_clear(e, n), _arb_vec_clear(values, n * n);
    arb_clear(root), arb_clear(total), arb_clear(sum), arb_clear(x);
    fmpq_clear(d);
    fmpq_mat_clear(q), fmpq_mat_clear(k), fmpq_mat_clear(v), fmpq_mat_clear(t), fmpq_mat_clear(s);
}

typedef struct {
    int count, decided;
    char **lines;
} questions_t;

/* Evaluates postfix notation up to a tab or the end of the line; returns where it stopped. */
static char *evaluate(char *text, ca_t result, ca_ctx_t ctx) {
    static ca_struct stack[512];
    int top = 0;
    while (*text && *text != '\t' && *text != '\n') {
        char *end = text + strcspn(text, " \t\n"), token[256];
        memcpy(token, text, end - text);
        token[end - text] = 0;
        if (strlen(token) == 1 && strchr("+*/", token[0])) {
            ca_struct *a = stack + top - 2, *b = stack + top - 1;
            if (token[0] == '+') ca_add(a, a, b, ctx);
            if (token[0] == '*') ca_mul(a, a, b, ctx);
            if (token[0] == '/') ca_div(a, a, b, ctx);
            ca_clear(b, ctx);
            top--;
        } else if (!strcmp(token, "exp")) {
            ca_exp(stack + top - 1, stack + top - 1, ctx);
        } else if (!strcmp(token, "sqrt")) {
            ca_sqrt(stack + top - 1, stack + top - 1, ctx);
        } else if (!strcmp(token, "tanh")) { /* Calcium has no tanh: (e^2x - 1)/(e^2x + 1) */
            ca_struct *x = stack + top - 1;
            ca_t t;
            ca_init(t, ctx);
            ca_mul_ui(x, x, 2, ctx);
            ca_exp(x, x, ctx);
            ca_add_ui(t, x, 1, ctx);
            ca_sub_ui(x, x, 1, ctx);
            ca_div(x, x, t, ctx);
            ca_clear(t, ctx);
        } else {
            fmpq_t value;
            fmpq_init(value);
            fmpq_set_str(value, token, 10);
            ca_init(stack + top, ctx);
            ca_set_fmpq(stack + top, value, ctx);
            fmpq_clear(value);
            top++;
        }
        text = *end == ' ' ? end + 1 : end;
    }
    ca_set(result, stack, ctx);
    ca_clear(stack, ctx);
    return *text == '\t' ? text + 1 : text;
}

static void ask(void *data) {
    questions_t *w = data;
    w->decided = 0;
    for (int i = 0; i < w->count; i++) {
        ca_ctx_t ctx;
        ca_ctx_init(ctx);
        ca_t a, b;
        ca_init(a, ctx), ca_init(b, ctx);
        char *rest = evaluate(w->lines[i] + 2, a, ctx);
        evaluate(rest, b, ctx);
        truth_t answer = ca_check_equal(a, b, ctx);
        if (answer == (w->lines[i][0] == '1' ? T_TRUE : T_FALSE)) w->decided++;
        ca_clear(a, ctx), ca_clear(b, ctx);
        ca_ctx_clear(ctx);
    }
}

static void three_vectors(void *data) {
    matrices_t *w = data;
    fmpq_mat_t t, s;
    fmpq_mat_init(t, 3, 3), fmpq_mat_init(s, 3, 3);
    fmpq_mat_transpose(t, w->m[0]);
    fmpq_mat_mul(s, w->m[0], t);
    ca_ctx_t ctx;
    ca_ctx_init(ctx);
    ca_t e[3], total, sum, x;
    ca_init(total, ctx), ca_init(sum, ctx), ca_init(x, ctx);
    for (int j = 0; j < 3; j++) ca_init(e[j], ctx);
    for (int i = 0; i < 3; i++) {
        ca_zero(total, ctx);
        for (int j = 0; j < 3; j++) {
            ca_set_fmpq(e[j], fmpq_mat_entry(s, i, j), ctx);
            ca_exp(e[j], e[j], ctx);
            ca_add(total, total, e[j], ctx);
        }
        for (int c = 0; c < 3; c++) {
            ca_zero(sum, ctx);
            for (int j = 0; j < 3; j++) {
                ca_mul_fmpq(x, e[j], fmpq_mat_entry(w->m[0], j, c), ctx);
                ca_add(sum, sum, x, ctx);
            }
            ca_div(sum, sum, total, ctx);
            free(ca_get_decimal_str(sum, 30, 0, ctx));
        }
    }
    for (int j = 0; j < 3; j++) ca_clear(e[j], ctx);
    ca_clear(total, ctx), ca_clear(sum, ctx), ca_clear(x, ctx);
    ca_ctx_clear(ctx);
    fmpq_mat_clear(t), fmpq_mat_clear(s);
}

int main(int argc, char **argv) {
    if (argc < 2) return 1;
    const char *products[] = {"product-64", "product-256", "product-64-long"};
    for (int i = 0; i < 3; i++) {
        matrices_t w;
        FILE *file = open_instance(argv[1], products[i]);
        read_matrix(file, w.m[0]), read_matrix(file, w.m[1]);
        fclose(file);
        printf("%s\tFLINT\t%g\t\n", products[i], median_ms(product, &w));
        fflush(stdout);
    }
    matrices_t three;
    FILE *file = open_instance(argv[1], "attention-3");
    read_matrix(file, three.m[0]);
    fclose(file);
    printf("attention-3\tCalcium\t%g\t30 digits, no LaTeX\n", median_ms(three_vectors, &three));
    fflush(stdout);
    const char *attentions[] = {"attention-16", "attention-64-saturated", "attention-64"};
    for (int i = 0; i < 3; i++) {
        matrices_t w;
        FILE *file = open_instance(argv[1], attentions[i]);
        for (int j = 0; j < 4; j++) read_matrix(file, w.m[j]);
        fclose(file);
        for (writes_digits = 0; writes_digits < 2; writes_digits++) {
            double time = median_ms(attention, &w);
            printf("%s\tFLINT + Arb%s\t%g\tat least %ld digits\n", attentions[i], writes_digits ? ", written" : "", time,
                   worst_accuracy * 3 / 10);
            fflush(stdout);
        }
    }
    const char *equalities[] = {"equality-200", "equality-wide"};
    int quick = argc > 2 && !strcmp(argv[2], "--quick"); /* the wide questions take minutes */
    for (int i = 0; i < (quick ? 1 : 2); i++) {
        questions_t w = {0, 0, malloc(sizeof(char *) * 1000)};
        FILE *file = open_instance(argv[1], equalities[i]);
        char *line = NULL;
        size_t size = 0;
        while (getline(&line, &size, file) > 0) w.lines[w.count++] = strdup(line);
        fclose(file);
        double time = median_ms(ask, &w);
        printf("%s\tCalcium\t%g\t%d of %d decided rightly\n", equalities[i], time, w.decided, w.count);
        fflush(stdout);
    }
}
