package main

import (
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
)

// opsSettings are those of whoever keeps traject running.
type opsSettings struct {
	Metrics, Traces, URL, Contact, Proxies, Drain string
	LDV, LDVRegister, LDVTokenFile, LDVWait       string
	PerPerson, PerAddress, PerLogin               string
	Keys, KeyCommand                              string
	Connections, Statement                        string
	proxies                                       []netip.Prefix
	drain, ldvWait, statement                     time.Duration
	perPerson, perAddress, perLogin, connections  int
}

var opsTable = []setting{
	{"TRAJECT_URL", "", "adres waarop men traject kent, zoals https://traject.gemeente.nl", func(s *settings) *string { return &s.Ops.URL }},
	{"TRAJECT_CONTACT", "", "waar men een lek meldt: een mailadres of https://; leeg is security@ bij TRAJECT_URL", func(s *settings) *string { return &s.Ops.Contact }},
	{"TRAJECT_PROXY", "", "adressen van de eigen proxy, met komma's; alleen van daar telt X-Forwarded-For", func(s *settings) *string { return &s.Ops.Proxies }},
	{"TRAJECT_GRENS_PERSOON", "600", "pagina's per minuut voor één persoon; 0 is geen grens", func(s *settings) *string { return &s.Ops.PerPerson }},
	{"TRAJECT_GRENS_ADRES", "6000", "pagina's per minuut vanaf één adres; 0 is geen grens", func(s *settings) *string { return &s.Ops.PerAddress }},
	{"TRAJECT_GRENS_INLOGGEN", "240", "inlogstappen per minuut vanaf één adres; 0 is geen grens", func(s *settings) *string { return &s.Ops.PerLogin }},
	{"TRAJECT_UITLOOP", "0s", "hoe lang /readyz bij het stoppen al nee zegt voordat de deur dichtgaat, zoals 5s", func(s *settings) *string { return &s.Ops.Drain }},
	{"TRAJECT_METRICS_ADRES", "", "adres en poort voor /metrics van Prometheus; leeg is uit", func(s *settings) *string { return &s.Ops.Metrics }},
	{"TRAJECT_OTLP_URL", "", "adres dat sporen ontvangt (OTLP over HTTP), zoals https://otel:4318/v1/traces; leeg is uit", func(s *settings) *string { return &s.Ops.Traces }},
	{"TRAJECT_LDV_URL", "", "adres van het Logboek Dataverwerkingen (OTLP over HTTP); leeg is uit", func(s *settings) *string { return &s.Ops.LDV }},
	{"TRAJECT_LDV_REGISTER", "", "begin van de adressen in het register van verwerkingsactiviteiten", func(s *settings) *string { return &s.Ops.LDVRegister }},
	{"TRAJECT_LDV_TOKENBESTAND", "", "bestand met het token voor het Logboek Dataverwerkingen; leeg is geen", func(s *settings) *string { return &s.Ops.LDVTokenFile }},
	{"TRAJECT_LDV_WACHT", "2s", "hoe lang op de bevestiging van het Logboek Dataverwerkingen wordt gewacht", func(s *settings) *string { return &s.Ops.LDVWait }},
	{"TRAJECT_SLEUTELS", "", "de sleutels zelf, regels met ; ertussen; gaat voor TRAJECT_SLEUTELBESTAND", func(s *settings) *string { return &s.Ops.Keys }},
	{"TRAJECT_SLEUTELOPDRACHT", "", "opdracht die de sleutels print, met spaties tussen de woorden; elke minuut opnieuw", func(s *settings) *string { return &s.Ops.KeyCommand }},
	{"TRAJECT_DATABASE_VERBINDINGEN", "20", "hoeveel verbindingen één programma hooguit met PostgreSQL heeft", func(s *settings) *string { return &s.Ops.Connections }},
	{"TRAJECT_DATABASE_WACHTTIJD", "60s", "hoe lang één vraag aan PostgreSQL mag duren; 0s is zonder grens", func(s *settings) *string { return &s.Ops.Statement }},
}

func init() { settingTable = append(settingTable, opsTable...) }

// checkedOps says which setting is wrong, before anything is opened.
func (s *settings) checkedOps() error {
	o := &s.Ops
	for _, a := range []struct{ name, value string }{{"TRAJECT_URL", o.URL}, {"TRAJECT_OTLP_URL", o.Traces}, {"TRAJECT_LDV_URL", o.LDV}} {
		if a.value != "" && !safeAddress(a.value) {
			return fault(nil, "%s moet met https:// beginnen.", a.name)
		}
	}
	if o.Metrics != "" {
		if _, _, err := net.SplitHostPort(o.Metrics); err != nil {
			return fault(err, "TRAJECT_METRICS_ADRES moet een adres met een poort zijn, zoals 127.0.0.1:9090.")
		}
		if o.Metrics == s.Address {
			return fault(nil, "TRAJECT_METRICS_ADRES mag niet hetzelfde zijn als TRAJECT_ADRES: de cijfers horen niet aan de voordeur.")
		}
	}
	if err := o.checkedContact(); err != nil {
		return err
	}
	if err := o.checkedLDV(); err != nil {
		return err
	}
	if o.Keys != "" && o.KeyCommand != "" {
		return fault(nil, "TRAJECT_SLEUTELS en TRAJECT_SLEUTELOPDRACHT zijn allebei gevuld. Kies er één.")
	}
	for _, d := range []struct {
		name, value string
		into        *time.Duration
		most        time.Duration
	}{{"TRAJECT_UITLOOP", o.Drain, &o.drain, time.Minute}, {"TRAJECT_LDV_WACHT", o.LDVWait, &o.ldvWait, 30 * time.Second}, {"TRAJECT_DATABASE_WACHTTIJD", o.Statement, &o.statement, time.Hour}} {
		v, err := time.ParseDuration(d.value)
		if err != nil || v < 0 || v > d.most {
			return fault(err, "%s moet een tijd van hooguit %s zijn, zoals 5s.", d.name, d.most)
		}
		*d.into = v
	}
	for _, n := range []struct {
		name, value string
		into        *int
	}{{"TRAJECT_GRENS_PERSOON", o.PerPerson, &o.perPerson}, {"TRAJECT_GRENS_ADRES", o.PerAddress, &o.perAddress}, {"TRAJECT_GRENS_INLOGGEN", o.PerLogin, &o.perLogin}} {
		v, err := strconv.Atoi(n.value)
		if err != nil || v < 0 {
			return fault(err, "%s moet een heel aantal per minuut zijn; 0 is geen grens.", n.name)
		}
		*n.into = v
	}
	n, err := strconv.Atoi(o.Connections)
	if err != nil || n < 2 || n > 1000 {
		return fault(err, "TRAJECT_DATABASE_VERBINDINGEN moet een getal van 2 tot en met 1000 zijn.")
	}
	o.connections = n
	return o.readProxies()
}

func (o *opsSettings) checkedContact() error {
	if o.Contact == "" || strings.HasPrefix(o.Contact, "https://") {
		return nil
	}
	if a, err := mail.ParseAddress(strings.TrimPrefix(o.Contact, "mailto:")); err != nil || a.Name != "" || strings.ContainsAny(o.Contact, "\r\n") {
		return fault(err, "TRAJECT_CONTACT moet een mailadres zijn of met https:// beginnen.")
	}
	return nil
}

func (o *opsSettings) checkedLDV() error {
	if o.LDV == "" {
		if o.LDVRegister+o.LDVTokenFile != "" {
			return fault(nil, "TRAJECT_LDV_URL ontbreekt, maar andere instellingen voor het Logboek Dataverwerkingen zijn gevuld.")
		}
		return nil
	}
	u, err := url.Parse(o.LDVRegister)
	if err != nil || u.Scheme == "" || u.Host == "" && u.Opaque == "" {
		return fault(err, "TRAJECT_LDV_REGISTER ontbreekt of is geen adres. Geef het begin van de adressen in uw register, zoals https://register.gemeente.nl/verwerkingen/.")
	}
	return nil
}

func (o *opsSettings) readProxies() error {
	for part := range strings.SplitSeq(o.Proxies, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		p, err := netip.ParsePrefix(part)
		if err != nil {
			a, err := netip.ParseAddr(part)
			if err != nil {
				return fault(err, "TRAJECT_PROXY klopt niet bij %q. Geef adressen of netwerken, zoals 10.0.0.5 of 10.0.0.0/24.", part)
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		o.proxies = append(o.proxies, p.Masked())
	}
	return nil
}

// token reads the file with the token for the processing log.
func (o *opsSettings) token() (string, error) {
	if o.LDVTokenFile == "" {
		return "", nil
	}
	b, err := os.ReadFile(o.LDVTokenFile)
	if err != nil {
		return "", fault(err, "TRAJECT_LDV_TOKENBESTAND %s is niet te lezen (%s).", o.LDVTokenFile, reason(err))
	}
	t := strings.TrimSpace(string(b))
	if t == "" || strings.ContainsAny(t, " \r\n") {
		return "", fault(nil, "TRAJECT_LDV_TOKENBESTAND %s bevat geen token op één regel.", o.LDVTokenFile)
	}
	return t, nil
}
