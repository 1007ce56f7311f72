#include "compliance/chain.h"

#include "compliance/cases/clock.h"
#include "compliance/duty/designee.h"
#include "compliance/duty/duty_event.h"
#include "compliance/cases/register.h"

static struct trail_source (*const sources[])(struct req *r) = {
    clock_source,
    designation_source,
    duty_source,
    register_source,
};

size_t compliance_chain(struct req *r, struct trail_source *out) {
    size_t count = 0;
    for (; count < sizeof sources / sizeof *sources; count++)
        out[count] = sources[count](r);
    return count;
}
