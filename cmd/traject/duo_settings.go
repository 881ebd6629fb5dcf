package main

import (
	"crypto/tls"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	"traject/kern/begrip"
	"traject/keten/duo"
)

// duoSettings say how DUO is reached and where DUO reaches us.
type duoSettings struct {
	URL, OIN, Cert, Key, CA, APIs, Listen, Gateway, Timeout string
}

var duoTable = []setting{
	{"TRAJECT_DUO_URL", "", "adres van DUO met de versie erin: https://naam:poort/v1; leeg: geen verbinding, dan de lijst van het portaal", func(s *settings) *string { return &s.DUO.URL }},
	{"TRAJECT_DUO_OIN", "", "OIN van DUO, twintig cijfers, in de kop doel", func(s *settings) *string { return &s.DUO.OIN }},
	{"TRAJECT_DUO_CERT", "", "bestand met ons certificaat (PEM); bij meer gemeenten 0080:bestand,0098:bestand", func(s *settings) *string { return &s.DUO.Cert }},
	{"TRAJECT_DUO_KEY", "", "bestand met de sleutel van dat certificaat (PEM); bij meer gemeenten 0080:bestand,0098:bestand", func(s *settings) *string { return &s.DUO.Key }},
	{"TRAJECT_DUO_CA", "", "bestand met de uitgevers die wij bij DUO vertrouwen (PEM)", func(s *settings) *string { return &s.DUO.CA }},
	{"TRAJECT_DUO_APIS", "", "welke diensten van DUO aan staan, met komma's; leeg is alle", func(s *settings) *string { return &s.DUO.APIs }},
	{"TRAJECT_DUO_LUISTER", "", "eigen adres en poort voor de notificaties van DUO; leeg: op TRAJECT_ADRES", func(s *settings) *string { return &s.DUO.Listen }},
	{"TRAJECT_DUO_GATEWAY", "nee", "ja: een gateway van de gemeente doet de beveiliging (TLS en certificaten) met DUO", func(s *settings) *string { return &s.DUO.Gateway }},
	{"TRAJECT_DUO_WACHTTIJD", "15", "hoeveel seconden één vraag aan DUO mag duren", func(s *settings) *string { return &s.DUO.Timeout }},
}

func init() { settingTable = append(settingTable, duoTable...) }

func (d duoSettings) gateway() bool { return d.Gateway == "ja" }

func (d duoSettings) timeout() time.Duration {
	n, err := strconv.Atoi(d.Timeout)
	if err != nil { // checked with the settings
		return defaultTimeout
	}
	return time.Duration(n) * time.Second
}

func (d duoSettings) apis() []duo.API {
	var all []duo.API
	for part := range strings.SplitSeq(d.APIs, ",") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, duo.API(part))
		}
	}
	return all
}

// checkedDUO says which setting of the connection is wrong, before anything is opened.
// Files are read too: a certificate that does not fit must not come out with the first
// message.
func (s *settings) checkedDUO() error {
	d := s.DUO
	n, err := strconv.Atoi(d.Timeout)
	switch {
	case d.Gateway != "ja" && d.Gateway != "nee":
		return fault(nil, "TRAJECT_DUO_GATEWAY moet ja of nee zijn.")
	case err != nil || n < 1 || n > 120:
		return fault(nil, "TRAJECT_DUO_WACHTTIJD moet een getal van 1 tot en met 120 zijn.")
	case (d.Cert == "") != (d.Key == ""):
		return fault(nil, "TRAJECT_DUO_CERT en TRAJECT_DUO_KEY horen bij elkaar; een van de twee ontbreekt.")
	case d.URL == "" && d.OIN+d.APIs != "":
		return fault(nil, "TRAJECT_DUO_URL ontbreekt, maar andere instellingen voor DUO zijn gevuld.")
	case d.URL == "" && d.Listen == "" && d.Cert+d.CA != "":
		return fault(nil, "TRAJECT_DUO_URL ontbreekt, maar er is wel een certificaat voor DUO.")
	case d.URL != "" && d.OIN == "":
		return fault(nil, "TRAJECT_DUO_OIN ontbreekt. Vul het OIN van DUO in, twintig cijfers.")
	case d.URL != "" && !d.gateway() && strings.HasPrefix(d.URL, "https:") && d.CA == "":
		return fault(nil, "TRAJECT_DUO_CA ontbreekt. Noem het bestand met de uitgevers van de certificaten van DUO.")
	}
	for name, value := range map[string]string{"TRAJECT_DUO_CERT": d.Cert, "TRAJECT_DUO_KEY": d.Key} {
		if err := s.checkedEach(name, value); err != nil {
			return err
		}
	}
	if d.URL == "" && d.Listen == "" {
		return nil
	}
	own := s.municipalities()
	if len(own) == 0 {
		own = []begrip.Gemeente{""}
	}
	for _, g := range own {
		if err := s.forOne(g).checkedOne(); err != nil {
			return err
		}
	}
	return nil
}

// checkedOne checks the connection of one municipality.
func (s settings) checkedOne() error {
	d := s.DUO
	for _, f := range []struct{ name, path string }{{"TRAJECT_DUO_CERT", d.Cert}, {"TRAJECT_DUO_KEY", d.Key}, {"TRAJECT_DUO_CA", d.CA}} {
		if f.path == "" {
			continue
		}
		if _, err := os.ReadFile(f.path); err != nil {
			return fault(err, "%s %s is niet te lezen (%s).", f.name, f.path, reason(err))
		}
	}
	if s.OINOwn == "" {
		return fault(nil, "TRAJECT_OIN ontbreekt. Zonder het OIN van de gemeente is er geen verbinding met DUO.")
	}
	if d.Cert != "" {
		if _, err := tls.LoadX509KeyPair(d.Cert, d.Key); err != nil {
			return fault(err, "TRAJECT_DUO_CERT en TRAJECT_DUO_KEY passen niet bij elkaar, of het zijn geen PEM-bestanden.")
		}
	}
	if d.URL != "" {
		c, err := duo.NieuweClient(s.duoClient())
		if err != nil {
			return fault(err, "%s.", err)
		}
		c.Sluit()
	}
	if d.Listen == "" {
		return nil
	}
	return s.checkedListen()
}

// checkedListen checks the address on which DUO reaches us.
func (s settings) checkedListen() error {
	d := s.DUO
	host, _, err := net.SplitHostPort(d.Listen)
	ip := net.ParseIP(host)
	switch {
	case err != nil:
		return fault(err, "TRAJECT_DUO_LUISTER %s is geen adres met een poort.", d.Listen)
	case d.Listen == s.Address:
		return fault(nil, "TRAJECT_DUO_LUISTER is hetzelfde adres als TRAJECT_ADRES. Kies een andere poort, of laat het leeg.")
	case s.OINDUO == "":
		return fault(nil, "TRAJECT_DUO_NOTIFICATIE_OIN ontbreekt. Alleen van dat OIN worden notificaties aangenomen.")
	case d.Cert != "" && d.CA == "":
		return fault(nil, "TRAJECT_DUO_CA ontbreekt. Zonder die uitgevers is niet na te gaan of DUO aanklopt.")
	case d.Cert == "" && !d.gateway() && host != "localhost" && (ip == nil || !ip.IsLoopback()):
		return fault(nil, "TRAJECT_DUO_CERT ontbreekt. Zonder certificaat mag TRAJECT_DUO_LUISTER alleen op de eigen machine, of achter een gateway (TRAJECT_DUO_GATEWAY=ja).")
	}
	_, err = s.listenTLS()
	return err
}

// listenTLS is the TLS of the address on which DUO reaches us: both sides show a
// certificate. Nil is none: a gateway has done it.
func (s settings) listenTLS() (*tls.Config, error) {
	d := s.DUO
	if d.Cert == "" {
		return nil, nil
	}
	papers, err := duo.LeesPapieren(d.Cert, d.Key, d.CA, nil)
	if err != nil {
		return nil, fault(err, "%s.", err)
	}
	if s.ops != nil {
		s.ops.certificates.add(certificate{"duo-luister", s.Municipality, papers.Certificaat})
	}
	return papers.Loket(), nil
}
