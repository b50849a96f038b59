/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* XML of a workbook's part, inflated and parsed in large chunks: never whole
 * in memory. No document type is let in, and with it no entity, default or
 * outside reference. */

#include <config.h>

#include "import/xlsx_parts.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"

static const char *
local_name(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon ? colon + 1 : name;
}

static void XMLCALL
on_start(void *arg, const XML_Char *name, const XML_Char **attributes)
{
	struct xlsx_xml *xml = arg;

	if (xml->failed)
		return;
	if (++xml->depth > XLSX_DEPTH_MAX)
		xlsx_xml_fail(xml,
		    _("The part %s has elements more than %d deep, which no "
		      "workbook has: save it again from a spreadsheet "
		      "program."),
		    xml->part, XLSX_DEPTH_MAX);
	else if (xml->on->start)
		xml->on->start(xml, local_name(name), attributes);
}

static void XMLCALL
on_end(void *arg, const XML_Char *name)
{
	struct xlsx_xml *xml = arg;

	if (xml->failed)
		return;
	if (xml->on->end)
		xml->on->end(xml, local_name(name));
	xml->depth--;
}

static void XMLCALL
on_text(void *arg, const XML_Char *text, int len)
{
	struct xlsx_xml *xml = arg;

	if (!xml->failed && xml->on->text)
		xml->on->text(xml, text, (size_t)len);
}

static void XMLCALL
on_doctype(void *arg, const XML_Char *name, const XML_Char *system,
    const XML_Char *public, int internal)
{
	struct xlsx_xml *xml = arg;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	xlsx_xml_fail(xml,
	    _("The part %s declares a document type, which no workbook does "
	      "and which can do harm: do not trust this file."),
	    xml->part);
}

bool
xlsx_xml_begin(struct xlsx_xml *xml, struct xlsx_zip *zip, const char *part,
    const struct xlsx_handlers *on, void *arg, struct err *err)
{
	*xml = (struct xlsx_xml){ .zip = zip, .on = on, .arg = arg };
	if (!xlsx_zip_begin(zip, part, err))
		return false;
	xml->part = xstrdup(part);
	xml->parser = XML_ParserCreate(NULL);
	if (!xml->parser)
		return xlsx_zip_error(zip, err,
		    _("There is no memory to read the part %s: close other "
		      "programs."),
		    part);
	XML_SetUserData(xml->parser, xml);
	XML_SetElementHandler(xml->parser, on_start, on_end);
	if (on->text)
		XML_SetCharacterDataHandler(xml->parser, on_text);
	XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
	return true;
}

void
xlsx_xml_done(struct xlsx_xml *xml)
{
	if (xml->parser)
		XML_ParserFree(xml->parser);
	free(xml->part);
	*xml = (struct xlsx_xml){ 0 };
}

void
xlsx_xml_pause(struct xlsx_xml *xml)
{
	XML_StopParser(xml->parser, XML_TRUE);
}

void
xlsx_xml_fail(struct xlsx_xml *xml, const char *format, ...)
{
	struct str text = { 0 };
	va_list args;

	if (xml->failed)
		return;
	xml->failed = true;
	va_start(args, format);
	str_vprintf(&text, format, args);
	va_end(args);
	xlsx_zip_error(xml->zip, xml->err, "%s", str_text(&text));
	str_done(&text);
	XML_StopParser(xml->parser, XML_FALSE);
}

/* What is damaged is no good XML either: the check sum at the part's end
 * knows which of the two it is. */
static bool
malformed(struct xlsx_xml *xml)
{
	char rest[1024];
	size_t got = !xml->last;

	while (got)
		if (!xlsx_zip_read(
		        xml->zip, rest, sizeof(rest), &got, xml->err))
			return false;
	return xlsx_zip_error(xml->zip, xml->err,
	    _("The part %s breaks the rules of XML at line %lu, column %lu "
	      "(%s): save it again from a spreadsheet program."),
	    xml->part, XML_GetCurrentLineNumber(xml->parser),
	    XML_GetCurrentColumnNumber(xml->parser) + 1,
	    XML_ErrorString(XML_GetErrorCode(xml->parser)));
}

static bool
feed(struct xlsx_xml *xml, enum XML_Status *status)
{
	void *buffer = XML_GetBuffer(xml->parser, XLSX_CHUNK);
	size_t got;

	if (!buffer)
		return malformed(xml);
	if (!xlsx_zip_read(xml->zip, buffer, XLSX_CHUNK, &got, xml->err))
		return false;
	xml->fed += got;
	xml->last = got == 0;
	*status = XML_ParseBuffer(xml->parser, (int)got, xml->last);
	return true;
}

/* The parser holds back what does not end yet, and looks at all of it again
 * with every chunk: a tag without end would cost the square of its length. */
static bool
is_endless(const struct xlsx_xml *xml)
{
	XML_Index at = XML_GetCurrentByteIndex(xml->parser);

	return xml->fed > XLSX_MARKUP_MAX + (at > 0 ? (size_t)at : 0);
}

bool
xlsx_xml_step(struct xlsx_xml *xml, struct err *err)
{
	enum XML_Status status = XML_STATUS_OK;

	if (xml->over)
		return true;
	xml->err = err;
	if (xml->paused)
		status = XML_ResumeParser(xml->parser);
	else if (!feed(xml, &status))
		return false;
	for (;;) {
		xml->paused = status == XML_STATUS_SUSPENDED;
		if (xml->failed)
			return false;
		if (status == XML_STATUS_ERROR)
			return malformed(xml);
		if (xml->paused)
			return true;
		if (xml->last)
			break;
		if (is_endless(xml))
			return xlsx_zip_error(xml->zip, err,
			    _("The part %s has a tag of more than %d bytes, "
			      "which no workbook has: save it again from a "
			      "spreadsheet program."),
			    xml->part, XLSX_MARKUP_MAX);
		if (!feed(xml, &status))
			return false;
	}
	xml->over = true;
	return true;
}

bool
xlsx_xml_run(struct xlsx_zip *zip, const char *part,
    const struct xlsx_handlers *on, void *arg, struct err *err)
{
	struct xlsx_xml xml;
	bool ok = xlsx_xml_begin(&xml, zip, part, on, arg, err);

	while (ok && !xml.over)
		ok = xlsx_xml_step(&xml, err);
	xlsx_xml_done(&xml);
	return ok;
}

const char *
xlsx_xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (strcmp(*attributes, name) == 0)
			return attributes[1];
	return NULL;
}

size_t
xlsx_xml_count(const char *text)
{
	size_t number = 0, len = strspn(text, "0123456789");

	if (!len || len > 15 || text[len])
		return SIZE_MAX;
	for (size_t i = 0; i < len; i++)
		number = number * 10 + (size_t)(text[i] - '0');
	return number;
}
