/* The derived fields of one service of 第2表: its type, whether it is informal, how often. */
#include "derive/derive_parts.h"

#include "text/normalize.h"

/* What the row says about who does it. */
struct who {
	const struct value *type, *insured, *provider;
	struct slice type_words;        /* in comparable form; empty when not written */
	const struct service_type *known; /* NULL: no service type */
};

static bool is_written(const struct value *value)
{
	return value->presence == PRESENCE_WRITTEN;
}

static bool provider_is_informal(const struct deriving *deriving, const struct who *who)
{
	return is_written(who->provider) &&
	       names_informal(deriving->tables, normalize_for_comparison(deriving->scratch, who->provider->is.text), deriving->scratch);
}

static void set_flag(struct value *flag, const struct value *source, bool is)
{
	derive_from(flag, source);
	if (source->presence == PRESENCE_NOT_SUPPLIED)
		return;
	flag->presence = PRESENCE_WRITTEN;
	flag->is.boolean = is;
}

static void derive_type_code(const struct deriving *deriving, const struct who *who, bool informal, struct record *service)
{
	struct value *code = record_value(service, Service_type_code);

	set_flag(record_value(service, Service_type_unknown), who->type, is_written(who->type) && !who->known && !informal);
	if (!derive_from(code, who->type))
		return;
	if (who->known) {
		bool prevention = deriving->prevention && who->known->prevention_code.length;

		code->is.text = prevention ? who->known->prevention_code : who->known->code;
	} else if (informal) {
		code->is.text = SLICE_OF("");
	} else {
		code->presence = PRESENCE_NOT_SUPPLIED; /* an unknown name of an insured service: no guess */
	}
}

/*
 * A service type is informal when × says so; a mark that was left out does not make it so. What is no service type: by the words
 * of the type; else by the mark (the form says ○ for insured services alone), and without one by the words of the provider. A
 * provider's name decides nothing against a mark: 社協 and 生協 offer both.
 */
static bool derive_informal(const struct deriving *deriving, const struct who *who, struct value *informal)
{
	bool marked = is_written(who->insured);

	derive_from(informal, who->insured);
	informal->presence = PRESENCE_WRITTEN;
	if (who->known)
		informal->is.boolean = marked && !who->insured->is.boolean;
	else if (names_informal(deriving->tables, who->type_words, deriving->scratch))
		informal->is.boolean = true;
	else if (marked)
		informal->is.boolean = !who->insured->is.boolean;
	else if (provider_is_informal(deriving, who))
		informal->is.boolean = true;
	else if (who->insured->presence == PRESENCE_BLANK && is_written(who->type))
		informal->is.boolean = true;
	else
		informal->presence = who->insured->presence == PRESENCE_BLANK ? PRESENCE_BLANK : PRESENCE_NOT_SUPPLIED;
	return informal->presence == PRESENCE_WRITTEN && informal->is.boolean;
}

/* ---- how often ---- */

static void set_range(const struct deriving *deriving, struct record *service, enum field field, const struct value *source,
		      const struct frequency_range *range)
{
	struct value *value = record_value(service, field);

	derive_from(value, source);
	value->presence = range->known ? PRESENCE_WRITTEN : PRESENCE_BLANK;
	value->is.record = record_new(deriving->document->arena, RECORD_Range, service, field, 0);
	struct value *min = record_value(value->is.record, Range_min), *max = record_value(value->is.record, Range_max);

	*min = *max = value->is.record->self = *value;
	min->is.number = range->min;
	max->is.number = range->max;
}

/* 週3回（月・火・木・金）: both numbers; blank where the cell agrees with itself. A 〃 repeats the cell above, not what is odd in it. */
static void set_contradiction(const struct frequency *frequency, bool repeated, const struct value *source, struct record *service)
{
	bool told = frequency->contradiction && !repeated;
	struct value *said = record_value(service, Service_times_said), *listed = record_value(service, Service_days_listed);

	derive_from(said, source);
	derive_from(listed, source);
	if (source->presence == PRESENCE_NOT_SUPPLIED)
		return;
	said->presence = listed->presence = told ? PRESENCE_WRITTEN : PRESENCE_BLANK;
	said->is.integer = frequency->said;
	listed->is.integer = frequency->listed;
}

/* The frequency of the row; 〃 is what the row above came to. */
static const struct frequency *frequency_of(struct deriving *deriving, struct slice text)
{
	if (!slice_equal(text, deriving->frequency_text) || !deriving->frequency_text.data) {
		deriving->frequency_text = text;
		deriving->frequency = frequency_read(text);
	}
	if (deriving->frequency.kind != FREQUENCY_SAME_AS_ABOVE)
		deriving->above = deriving->frequency;
	return &deriving->above;
}

static void derive_frequency(struct deriving *deriving, struct record *service)
{
	const struct value *source = record_read(service, Service_frequency);
	struct frequency unbounded = {.kind = FREQUENCY_MISSING};
	const struct frequency *frequency = &unbounded;

	if (source->presence == PRESENCE_WRITTEN)
		frequency = frequency_of(deriving, source->is.text);
	else
		deriving->above = unbounded;
	set_contradiction(frequency, deriving->frequency.kind == FREQUENCY_SAME_AS_ABOVE, source, service);
	/* How often a 2泊3日 comes cannot be known, nor what an unknown text means: not supplied. */
	bool understood = frequency->kind != FREQUENCY_NOT_UNDERSTOOD && frequency->kind != FREQUENCY_STAY;

	set_flag(record_value(service, Service_frequency_unknown), source, frequency->kind == FREQUENCY_NOT_UNDERSTOOD);
	if (source->presence == PRESENCE_NOT_SUPPLIED || !understood) {
		record_value(service, Service_per_week)->presence = PRESENCE_NOT_SUPPLIED;
		record_value(service, Service_per_month)->presence = PRESENCE_NOT_SUPPLIED;
		return;
	}
	set_range(deriving, service, Service_per_week, source, &frequency->per_week);
	set_range(deriving, service, Service_per_month, source, &frequency->per_month);
}

void derive_service(struct deriving *deriving, struct record *service)
{
	struct who who = {
		.type = record_read(service, Service_type),
		.insured = record_read(service, Service_insured),
		.provider = record_read(service, Service_provider),
	};

	derive_frequency(deriving, service);
	if (!deriving->tables)
		return;
	if (is_written(who.type)) {
		who.type_words = normalize_for_comparison(deriving->scratch, who.type->is.text);
		who.known = service_type_of(deriving->tables, who.type_words, deriving->scratch);
	}
	bool informal = derive_informal(deriving, &who, record_value(service, Service_informal));

	derive_type_code(deriving, &who, informal, service);
}
