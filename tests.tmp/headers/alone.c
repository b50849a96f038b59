#include <config.h>
#include "yaml/ywrite.h"
#include "yaml/ywrite.h"
