/* The allocation that is to fail fails, and no other; what is alive is counted. */
#include "allocation.h"
#include "expect.h"

/* The pointers are volatile lest the compiler leave out what is not used. */
int main(void) {
    long before = allocation_live();
    allocation_fail(2);
    char *volatile first = malloc(1);
    char *volatile second = calloc(1, 1);
    char *volatile third = realloc(NULL, 1);
    expect(first != NULL && second == NULL && third != NULL, "the second one fails");
    expect(allocation_count() == 3 && allocation_live() == before + 2, "they are counted");
    char *volatile larger = realloc(third, 1000);
    expect(larger != NULL && allocation_live() == before + 2, "what grows is counted once");
    free(first);
    free(second);
    free(larger == NULL ? third : larger);
    expect(allocation_live() == before, "what is released is alive no more");
    allocation_fail(0);
    first = malloc(1);
    expect(first != NULL && allocation_count() == 1, "none fails");
    free(first);
    return expect_exit();
}
