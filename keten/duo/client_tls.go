package duo

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/url"
	"strings"
	"time"

	"traject/kern/begrip"
)

// keurAdres leest het adres. Onversleuteld mag alleen naar deze machine, of naar een
// poort (gateway) die de beveiliging overneemt.
func keurAdres(v Verbinding) (string, error) {
	u, err := url.Parse(v.URL)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", errors.New("het adres van DUO (TRAJECT_DUO_URL) is geen adres zoals https://naam:poort/v1")
	}
	switch u.Scheme {
	case "https":
	case "http":
		if !v.Gateway && !dezeMachine(u.Hostname()) {
			return "", errors.New("het adres van DUO (TRAJECT_DUO_URL) begint met http: dat mag alleen naar deze machine of naar een gateway")
		}
	default:
		return "", errors.New("het adres van DUO (TRAJECT_DUO_URL) begint niet met https")
	}
	return strings.TrimRight(u.Scheme+"://"+u.Host+u.EscapedPath(), "/"), nil
}

func dezeMachine(naam string) bool {
	ip := net.ParseIP(naam)
	return naam == "localhost" || ip != nil && ip.IsLoopback()
}

// tlsVan leest certificaat, sleutel en vertrouwde uitgevers. Een fout noemt de instelling.
func tlsVan(v Verbinding, nu func() time.Time) (*tls.Config, *Papieren, error) {
	p, err := LeesPapieren(v.Certificaat, v.Sleutel, v.CA, func(c *x509.Certificate) error { return keurEigen(c, v.EigenOIN, nu()) })
	if err != nil {
		return nil, nil, err
	}
	if v.Certificaat == "" && v.Sleutel == "" && strings.HasPrefix(v.URL, "https:") && !v.Gateway {
		return nil, nil, errors.New("bij een https-adres van DUO horen een certificaat en sleutel (TRAJECT_DUO_CERT en TRAJECT_DUO_KEY), of een gateway die ze heeft")
	}
	in := &tls.Config{MinVersion: tls.VersionTLS12, Time: nu}
	in.VerifyConnection = func(s tls.ConnectionState) error { return keurOverkant(s, v.DUOOIN) }
	if v.Certificaat != "" {
		// Een certificaat verloopt ook terwijl het huis draait; dan moet dat de fout zijn,
		// en niet een afwijzing van DUO die niemand kan plaatsen.
		in.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			paar, _ := p.Nu()
			return paar, keurEigen(paar.Leaf, v.EigenOIN, nu())
		}
	}
	return in, p, nil
}

// keurEigen kijkt ons eigen certificaat na: PKIoverheid zet het OIN in het serienummer
// van de houder.
func keurEigen(c *x509.Certificate, oin string, nu time.Time) error {
	switch {
	case nu.After(c.NotAfter):
		return &tlsFout{"ons certificaat (TRAJECT_DUO_CERT) is verlopen op " + dagVan(c.NotAfter).Voluit()}
	case nu.Before(c.NotBefore):
		return &tlsFout{"ons certificaat (TRAJECT_DUO_CERT) geldt pas vanaf " + dagVan(c.NotBefore).Voluit()}
	case c.Subject.SerialNumber != "" && c.Subject.SerialNumber != oin:
		return &tlsFout{"ons certificaat (TRAJECT_DUO_CERT) draagt een ander OIN dan het onze (TRAJECT_OIN)"}
	}
	return nil
}

// keurOverkant kijkt of de andere kant het OIN van DUO draagt, als haar certificaat er
// een noemt. Achter een gateway is dat het certificaat van de gateway: die noemt er geen.
func keurOverkant(s tls.ConnectionState, oin string) error {
	if len(s.PeerCertificates) == 0 {
		return &tlsFout{"de andere kant toont geen certificaat"}
	}
	if nr := s.PeerCertificates[0].Subject.SerialNumber; len(nr) == lengteOIN && nr != oin {
		return &tlsFout{"het certificaat van de andere kant draagt een ander OIN dan dat van DUO (TRAJECT_DUO_OIN)"}
	}
	return nil
}

func dagVan(t time.Time) begrip.Datum {
	j, m, d := t.In(nederland).Date()
	dag, err := begrip.Dag(j, int(m), d)
	if err != nil { // een certificaat van vóór het jaar 1 bestaat niet
		return 0
	}
	return dag
}
